import { z } from 'zod'

/** A moment with an explicit offset, RFC 3339, years 1970-2099; compared as UTC. */
export const Instant = z.iso
  .datetime({ offset: true })
  .regex(/^(19[7-9]|20[0-9])/, 'a year from 1970 to 2099')
export type Instant = z.infer<typeof Instant>

/** A calendar day in UTC, `YYYY-MM-DD`. */
export const Day = z.iso.date().regex(/^(19[7-9]|20[0-9])/, 'a year from 1970 to 2099')

/** SHA-256 over raw bytes, lower-case hex. */
export const Sha256 = z.string().regex(/^[0-9a-f]{64}$/, 'a SHA-256 digest in lower-case hex')

/** A git object id, SHA-1 or SHA-256 repositories. */
export const ObjectId = z.string().regex(/^([0-9a-f]{40}|[0-9a-f]{64})$/, 'a full git object id')

/** Identifies a service; also its folder in URLs and in `content/releases/`. */
export const ServiceId = z
  .string()
  .regex(/^[a-z0-9]([a-z0-9-]{0,62}[a-z0-9])?$/, 'lower-case letters, digits and inner hyphens')

/** Identifies a gate, risk, KPI, artifact, role ... inside one document. */
export const Id = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9_-]{0,79}$/, 'letters, digits, hyphens and underscores')

/** A version of a policy, such as `2026.3`. */
export const PolicyVersion = z.string().regex(/^[0-9A-Za-z][0-9A-Za-z._-]{0,39}$/)

/** The name of a measured number, such as `http_req_duration.p95`. */
export const MetricName = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9_.()%-]{0,119}$/, 'letters, digits and _ . ( ) % -')

/** One line for people: no line breaks, no control characters. */
export const Line = z
  .string()
  .min(1)
  .max(300)
  .regex(/^[^\p{Cc}]*$/u, 'one line without control characters')

/** Prose or Markdown from outside; always escaped or sanitized before it is shown. */
export const Prose = z.string().min(1).max(50_000)

/** A package URL (purl), of any type, with or without a version. */
export const Purl = z
  .string()
  .max(500)
  .regex(/^pkg:[A-Za-z][A-Za-z0-9.+-]*\/[^\s\p{Cc}"'<>`\\]+$/u, 'a package URL, pkg:type/name@version')

/** An absolute https address of a named host, without credentials, port tricks or backslashes. */
export const HttpsUrl = z
  .string()
  .max(2000)
  .regex(
    /^https:\/\/[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?(\.[A-Za-z0-9-]+)*\.[A-Za-z][A-Za-z0-9-]+(:([0-9]{1,4}|[1-5][0-9]{4}|6([0-4][0-9]{3}|5([0-4][0-9]{2}|5([0-2][0-9]|3[0-5])))))?([/?#][^\s\\<>"'`{}]*)?$/,
    'an https:// address of a named host',
  )
  // Whatever else has the shape of an address and is none: nobody who parses it later may fail at it.
  .refine((text) => URL.canParse(text), 'an https:// address of a named host')

/** A path inside a tree or folder: forward slashes, not absolute, no `.` or `..` parts. */
export const RelativePath = z
  .string()
  .min(1)
  .max(500)
  .regex(
    /^(?!\/)(?!.*(^|\/)\.{0,2}(\/|$))[^\\\p{Cc}]+$/u,
    'a relative path with forward slashes and no .. parts',
  )

/** A path glob (`backend/**`, braces allowed), matched against whole repository paths. */
export const Glob = z
  .string()
  .min(1)
  .max(300)
  .regex(/^[^\\\p{Cc}]+$/u, 'a glob with forward slashes')

export const Severity = z.enum(['SEV-1', 'SEV-2', 'SEV-3', 'SEV-4'])
export type Severity = z.infer<typeof Severity>

export const ReleaseType = z.enum(['docs-patch', 'runtime-patch', 'minor', 'major'])
export type ReleaseType = z.infer<typeof ReleaseType>

export const Profile = z.enum(['local_live', 'real_local', 'vendor_live'])
export type Profile = z.infer<typeof Profile>

/** A list that may be left out; an absent list is an empty one. */
export function list<T extends z.ZodType>(item: T, max = 200) {
  return z.array(item).max(max).default([])
}
