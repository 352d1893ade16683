import type { TrustedSigner } from '#model/trust.ts'
import type { CertifiedIdentity } from './sigstore.ts'

/** Proven signer: who a certificate says it is, or the pinned key. */
export type ProvenSigner = { certified: CertifiedIdentity } | { key: string }

/** How far a signature fits what the configuration expects: the parts in the order in which they are compared. */
export type SignerFit = { expected: string; parts: readonly ComparedPart[]; misfit: ComparedPart | null }
export type ComparedPart = 'signer' | 'repository' | 'ref' | 'predicate'

/**
 * Compares a proven signer and what it signed with an expectation, whole texts only: a pattern is never searched for.
 * @returns the parts that held, up to the first that did not.
 */
function fitOf(
  expected: TrustedSigner,
  proven: ProvenSigner,
  predicateType: string | null,
  tag: string,
): SignerFit {
  const parts: ComparedPart[] = []
  for (const [part, holds] of comparisons(expected, proven, predicateType, tag)) {
    if (!holds) return { expected: expected.name, parts, misfit: part }
    parts.push(part)
  }
  return { expected: expected.name, parts, misfit: null }
}

/** The expectation that fits best: one that holds wholly, else the one that held longest; null when there is none. */
export function bestFit(
  signers: readonly TrustedSigner[],
  proven: ProvenSigner,
  predicateType: string | null,
  tag: string,
): SignerFit | null {
  const fits = signers.map((signer) => fitOf(signer, proven, predicateType, tag))
  const [best = null] = fits.toSorted((a, b) => rank(b) - rank(a))
  return best
}

function rank({ parts, misfit }: SignerFit): number {
  return misfit === null ? Number.MAX_SAFE_INTEGER : parts.length
}

function comparisons(
  { issuer, identity, repository, ref, name, key, predicateTypes }: TrustedSigner,
  proven: ProvenSigner,
  predicateType: string | null,
  tag: string,
): [ComparedPart, boolean][] {
  const certified = 'certified' in proven ? proven.certified : null
  const isSigner =
    'key' in proven
      ? key !== undefined && proven.key === name
      : proven.certified.issuer === issuer && matchesPattern(identity, proven.certified.identity, tag)
  const inTypes = predicateTypes.some((type) => matchesPattern(type, predicateType, tag))
  return [
    ['signer', isSigner],
    ...(repository === undefined
      ? []
      : [['repository', matchesPattern(repository, certified?.repository, tag)] as [ComparedPart, boolean]]),
    ...(ref === undefined
      ? []
      : [['ref', matchesPattern(ref, certified?.ref, tag)] as [ComparedPart, boolean]]),
    ...(predicateTypes.length === 0 ? [] : [['predicate', inTypes] as [ComparedPart, boolean]]),
  ]
}

/** True when the whole text is what the pattern says. Nothing never matches. */
export function matchesPattern(
  pattern: string | undefined,
  text: string | null | undefined,
  tag: string,
): boolean {
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
