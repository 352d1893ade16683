import { asLine } from '#lib/text.ts'
import type { Reading } from '#model/evidence.ts'
import { type Finding, finding } from '#model/finding.ts'
import { emptyReading } from '../reading.ts'
import { judgeScan, type Scan, withTargets } from './verdict.ts'

/** What a reader of an audit found besides its findings. */
type Audited = Scan & {
  dialect: string
  tool: { name: string; version?: unknown }
  /** Of the same weight as what `judgeScan` says, and deciding nothing. */
  remarks?: readonly Finding[]
  /** What was looked at, in foreign words. */
  targets?: readonly unknown[]
  generatedAt?: string | null
}

/** The reading of an audit: a scan under its format's name. */
export function auditReading(format: string, audit: Audited): Reading {
  const { dialect, tool, remarks = [], targets = [], generatedAt = null, ...scan } = audit
  const judged = judgeScan(scan)
  const reading = {
    ...emptyReading(format),
    ...judged,
    reasons: [...judged.reasons, ...remarks],
    dialect,
    tool: { name: tool.name, version: asLine(tool.version) },
    generatedAt,
  }
  return withTargets(reading, targets)
}

/** A finding that the output of a tool lacks what only a finished scan has. `what` in our words. */
export function lacks(tool: string, what: string): Finding {
  return finding('audit.incomplete', { tool, what })
}

/** A package URL of foreign words; whether it is one is for whoever takes it. */
export function packageUrl(type: string, name: unknown, version: unknown): string | null {
  if (typeof name !== 'string' || typeof version !== 'string' || name.length + version.length > 400)
    return null
  const path = name.toWellFormed().split('/').map(encodeURIComponent).join('/')
  return `pkg:${type}/${path}@${encodeURIComponent(version.toWellFormed())}`
}

/** The identifiers of GitHub's advisories and of CVE in foreign texts, such as addresses. */
export function advisoryIds(texts: readonly unknown[]): string[] {
  const found = texts.flatMap((text) => (typeof text === 'string' ? (text.match(IDS) ?? []) : []))
  return [...new Set(found)]
}

const IDS = /\b(?:GHSA-[0-9a-z]{4}-[0-9a-z]{4}-[0-9a-z]{4}|CVE-[0-9]{4}-[0-9]{4,9})\b/g
