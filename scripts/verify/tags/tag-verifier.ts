import { asLine } from '#lib/text.ts'
import { finding } from '#model/finding.ts'
import type { TagSignature } from '#model/verification.ts'
import { type AllowedSigner, allowedFor } from '../ssh/allowed-signers.ts'
import { sshKeyOf } from '../ssh/signature.ts'
import { type Gpg, openGpg } from './gpg.ts'
import { type SignatureSort, type SignedTag, splitTag } from './signed-tag.ts'

/** Who may sign tags. */
export type TagSigners = {
  /** Null when no SSH key is named. */
  ssh: readonly AllowedSigner[] | null
  /** Exported public keys, and the fingerprints of those that count; null when none is named. */
  gpg: { keys: Buffer; fingerprints: readonly string[] } | null
}

/** A signed tag: the sort of its signature, the tagger's time in milliseconds, and another name that it gives itself. */
export type TagToVerify = { sort: SignatureSort; at: number | null; otherName: string | null }

export type TagVerifier = {
  /** @param bytesOf reads the tag object; asked only when somebody is named who may have signed it. */
  verify: (tag: TagToVerify, bytesOf: () => Promise<Buffer | null>) => Promise<TagSignature>
  close: () => void
}

/** Opens what tags are verified with. Nothing is started before a tag needs it. */
export function openTagVerifier(trust: TagSigners): TagVerifier {
  const gpg = trust.gpg && { ring: openGpg(trust.gpg.keys), fingerprints: new Set(trust.gpg.fingerprints) }
  const check = async ({ sort, at }: TagToVerify, bytesOf: () => Promise<Buffer | null>) => {
    if (sort === 'x509') return refused('unverified', 'tag.x509')
    if (trust[sort] === null) return refused('unverified', 'tag.no_signers')
    const bytes = await bytesOf()
    const tag = bytes && splitTag(bytes)
    if (!tag) return refused('unverified', 'tag.broken_signature')
    if (tag.sort === 'ssh' && trust.ssh) return checkSsh(tag, at, trust.ssh)
    return gpg ? checkGpg(tag, gpg) : refused('unverified', 'tag.no_signers')
  }
  return {
    verify: async (tag, bytesOf) => {
      const signature = { sort: tag.sort, ...(await check(tag, bytesOf)) }
      // A good signature over another name is about another release.
      if (tag.otherName === null) return signature
      const renamed = finding('tag.other_name', { says: asLine(tag.otherName) })
      return { ...signature, outcome: 'failed', reasons: [...signature.reasons, renamed] }
    },
    close: () => gpg?.ring.close(),
  }
}

type Checked = Omit<TagSignature, 'sort'>

function checkSsh(
  { armor, payload }: SignedTag,
  at: number | null,
  signers: readonly AllowedSigner[],
): Checked {
  const signed = sshKeyOf(armor, payload)
  if ('code' in signed) return refused(signed.isWrong ? 'failed' : 'unverified', signed.code)
  const tagger = taggerOf(payload)
  const allowed = allowedFor(signers, signed.key, at, tagger?.address ?? null)
  if ('code' in allowed) return refused('failed', allowed.code)
  const signer = allowed.principals.replace(MAILBOX, '$1')
  if (tagger === null || allowed.isTagger) return good(signer)
  const args = { signer: asLine(signer), tagger: asLine(tagger.name) }
  return { ...good(signer), remarks: [finding('tag.other_signer', args)] }
}

/** Who says of himself that he tagged; null for a tag without one. */
function taggerOf(payload: Buffer): { name: string; address: string } | null {
  const [header = ''] = payload.toString('utf8').split('\n\n', 1)
  const [, name = '', address = ''] = header.match(/^tagger ([^<\n]*)<([^>\n]*)>/m) ?? []
  return address === '' ? null : { name: name.trim().replace(MAILBOX, '$1'), address }
}

/** Principals usually are e-mail addresses, which the catalog publishes of nobody: what stands before the @ names them. */
const MAILBOX = /([\w.+-]{1,64})@[\w.-]+/g

async function checkGpg(
  tag: SignedTag,
  { ring, fingerprints }: { ring: Gpg; fingerprints: ReadonlySet<string> },
): Promise<Checked> {
  const answer = await ring.verify(tag)
  // A key that is not in the ring may have signed well: that only cannot be told.
  if ('code' in answer) return refused(answer.isWrong ? 'failed' : 'unverified', answer.code)
  return fingerprints.has(answer.fingerprint)
    ? good(answer.fingerprint)
    : refused('failed', 'tag.unknown_key')
}

function good(signer: string): Checked {
  return { outcome: 'verified', signer: asLine(signer), reasons: [] }
}

function refused(outcome: 'failed' | 'unverified', code: string): Checked {
  return { outcome, signer: null, reasons: [finding(code)] }
}
