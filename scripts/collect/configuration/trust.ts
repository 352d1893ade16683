import { hash } from 'node:crypto'
import { dirname, join, resolve } from 'node:path'
import { z } from 'zod'
import { CliError, messageOf } from '#lib/cli-error.ts'
import { readPlain } from '#lib/files.ts'
import { formatFinding } from '#lib/format-finding.ts'
import { printable } from '#lib/text.ts'
import { type PublishedTrust, RootCopy, type TrustConfiguration } from '#model/trust.ts'
import type { SignatureTrust } from '#verify/check-signature.ts'
import { type PinnedKey, readPinnedKey } from '#verify/pinned-keys.ts'
import { readTrustedRoot, type SigstoreRoot, WITNESSES } from '#verify/roots.ts'
import { type AllowedSigner, readAllowedSigners } from '#verify/ssh/allowed-signers.ts'
import type { TagSigners } from '#verify/tags/tag-verifier.ts'
import { readAuthored } from './read-yaml-files.ts'

const BUILT_IN = resolve(import.meta.dirname, '../../verify/roots/roots.yaml')
const BuiltIn = z.strictObject({ roots: z.array(RootCopy).min(1) })

/** Everything that signatures of attestations and of tags are checked with. */
export type LoadedTrust = SignatureTrust & { tags: TagSigners; published: PublishedTrust | null }

/**
 * Loads everything that signatures are checked with: the roots that come with the program, the configuration's own, its
 * keys and its expectations.
 * @param file the configuration that holds `trust`; its paths start there.
 * @throws CliError 2 that names the file, when one is missing, has another digest than recorded, or is not shaped as it must be.
 */
export function loadTrust(file: string, configured: TrustConfiguration | undefined): LoadedTrust {
  const { signers = [], roots = [] } = configured ?? {}
  const builtIn = readAuthored(BUILT_IN, BuiltIn).roots
  return {
    roots: [...builtIn.map((copy) => loadRoot(BUILT_IN, copy)), ...roots.map((copy) => loadRoot(file, copy))],
    keys: signers.flatMap(({ name, key }) => (key === undefined ? [] : [loadKey(file, name, key)])),
    signers,
    tags: loadTagTrust(file, configured),
    published: configured === undefined ? null : publishedTrust(file, configured),
  }
}

/** What of it is published, so that anybody can repeat the checks of published signatures. Tags stay in the repository. */
function publishedTrust(file: string, { signers, roots }: TrustConfiguration): PublishedTrust | null {
  const textOf = (path: string) => readBytes(join(dirname(file), path)).toString('utf8')
  if (signers.length + roots.length === 0) return null
  return {
    signers,
    keys: signers.flatMap(({ name, key }) => (key === undefined ? [] : [{ name, pem: textOf(key) }])),
    roots: roots.map(({ file: path, ...root }) => ({ ...root, text: textOf(path) })),
  }
}

/**
 * What a catalog's published signatures are checked with again: the roots that come with the program, and what the catalog
 * publishes of its own.
 * @throws CliError 1 for a key or root that is none.
 */
export function openTrust(published: PublishedTrust | undefined): SignatureTrust {
  const { signers, keys, roots } = published ?? { signers: [], keys: [], roots: [] }
  const builtIn = readAuthored(BUILT_IN, BuiltIn).roots.map((copy) => loadRoot(BUILT_IN, copy))
  return {
    roots: [...builtIn, ...roots.map(publishedRoot)],
    keys: keys.map(({ name, pem }) => readPinnedKey(name, pem) ?? refuse(`the key of ${name}`)),
    signers,
  }
}

function publishedRoot({ name, takenAt, instance, text }: PublishedTrust['roots'][number]): SigstoreRoot {
  const root = readTrustedRoot(Buffer.from(text), { name, takenAt, witnesses: WITNESSES[instance] })
  return root.ok ? root.value : refuse(`the root ${name}`)
}

function refuse(what: string): never {
  throw new CliError(`${printable(what)}, published in catalog.json, is none. The file was changed.`, 1)
}

function loadTagTrust(file: string, configured: TrustConfiguration | undefined): TagSigners {
  const { allowedSigners, gpg } = configured?.tags ?? {}
  return {
    ssh: allowedSigners === undefined ? null : loadAllowedSigners(join(dirname(file), allowedSigners)),
    gpg: gpg ? { keys: readBytes(join(dirname(file), gpg.keys)), fingerprints: gpg.fingerprints } : null,
  }
}

function loadAllowedSigners(place: string): AllowedSigner[] {
  const { signers, refused } = readAllowedSigners(readBytes(place).toString('utf8'))
  if (refused.length === 0) return signers
  throw new CliError(
    `${printable(place)}, line ${refused.join(', ')}: only a principal, the options namespaces, valid-after and valid-before, and a public key are understood.`,
  )
}

/** What of it goes into records: equal texts verify alike. */
export function trustText({ roots, keys, signers }: SignatureTrust): string {
  return JSON.stringify([
    roots.map(({ trust }) => trust),
    keys.map(({ name, ids }) => [name, ...ids]),
    signers,
  ])
}

function loadRoot(file: string, { name, file: path, sha256, takenAt, instance }: RootCopy): SigstoreRoot {
  const place = join(dirname(file), path)
  const bytes = readBytes(place)
  if (hash('sha256', bytes) !== sha256)
    throw new CliError(
      `${printable(place)} is not the trusted root that ${printable(file)} names: its SHA-256 is ${hash('sha256', bytes)}. Review the change, then record the new digest and date.`,
    )
  const root = readTrustedRoot(bytes, { name, takenAt, witnesses: WITNESSES[instance] })
  if (root.ok) return root.value
  const lines = root.findings.map((finding) => `  ${formatFinding(finding)}`)
  throw new CliError([`${place} is no trusted root:`, ...lines].map(printable).join('\n'))
}

function loadKey(file: string, name: string, path: string): PinnedKey {
  const place = join(dirname(file), path)
  const key = readPinnedKey(name, readBytes(place))
  if (key) return key
  throw new CliError(
    `${printable(place)} is no public key in PEM that can be used here: Ed25519 or ECDSA P-256.`,
  )
}

function readBytes(place: string): Buffer {
  try {
    return readPlain(place)
  } catch (error) {
    throw new CliError(
      `${printable(place)} cannot be read: ${printable(messageOf(error))}. Put the file there, or correct its path under trust in the configuration.`,
    )
  }
}
