import type { TrustedSigner } from '#model/trust.ts'
import type { Certified } from './sigstore.ts'

/** Proven signer: who a certificate says it is, or the pinned key. */
export type Proven = { certified: Certified } | { key: string }

/** How far a signature fits what the configuration expects: the parts in the order in which they are compared. */
export type Fit = { expected: string; parts: readonly Part[]; misfit: Part | null }
export type Part = 'signer' | 'repository' | 'ref' | 'predicate'

/**
 * Compares a proven signer and what it signed with an expectation, whole texts only: a pattern is never searched for.
 * @returns the parts that held, up to the first that did not.
 */
export function fitOf(
  expected: TrustedSigner,
  proven: Proven,
  predicateType: string | null,
  tag: string,
): Fit {
  const parts: Part[] = []
  for (const [part, holds] of comparisons(expected, proven, predicateType, tag)) {
    if (!holds) return { expected: expected.name, parts, misfit: part }
    parts.push(part)
  }
  return { expected: expected.name, parts, misfit: null }
}

/** The expectation that fits best: one that holds wholly, else the one that held longest; null when there is none. */
export function bestFit(
  signers: readonly TrustedSigner[],
  proven: Proven,
  predicateType: string | null,
  tag: string,
): Fit | null {
  const fits = signers.map((signer) => fitOf(signer, proven, predicateType, tag))
  const [best = null] = fits.toSorted((a, b) => rank(b) - rank(a))
  return best
}

function rank({ parts, misfit }: Fit): number {
  return misfit === null ? Number.MAX_SAFE_INTEGER : parts.length
}

function comparisons(
  { issuer, identity, repository, ref, name, key, predicateTypes }: TrustedSigner,
  proven: Proven,
  predicateType: string | null,
  tag: string,
): [Part, boolean][] {
  const certified = 'certified' in proven ? proven.certified : null
  const isSigner =
    'key' in proven
      ? key !== undefined && proven.key === name
      : proven.certified.issuer === issuer && matches(identity, proven.certified.identity, tag)
  const inTypes = predicateTypes.some((type) => matches(type, predicateType, tag))
  return [
    ['signer', isSigner],
    ...(repository === undefined
      ? []
      : [['repository', matches(repository, certified?.repository, tag)] as [Part, boolean]]),
    ...(ref === undefined ? [] : [['ref', matches(ref, certified?.ref, tag)] as [Part, boolean]]),
    ...(predicateTypes.length === 0 ? [] : [['predicate', inTypes] as [Part, boolean]]),
  ]
}

/** True when the whole text is what the pattern says. Nothing never matches. */
export function matches(pattern: string | undefined, text: string | null | undefined, tag: string): boolean {
  if (pattern === undefined || pattern === '' || !text) return false
  const source = pattern
    .split(/(\*\*|\*|\{tag\})/)
    .map((part) => WILD.get(part) ?? escaped(part === '{tag}' ? tag : part))
    .join('')
  return new RegExp(`^${source}$`, 'u').test(text)
}

function escaped(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&')
}

const WILD: ReadonlyMap<string, string> = new Map([
  ['**', '[^@]+'],
  ['*', '[^/@]+'],
])
