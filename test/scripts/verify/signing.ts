import { generateKeyPairSync, hash, type KeyObject, sign } from 'node:crypto'
import { canonical } from '#decide/lib/canonical.ts'
import { preAuthEncoding } from '#verify/dsse.ts'
import { authority, certificate, extension, uriName, utf8 } from './der.ts'

/** A Sigstore instance of our own: a certificate authority and a log, made anew for each run. */
export type Instance = { root: Buffer; authorityKey: KeyObject; logKey: KeyObject; logId: Buffer }

export const SIGNED_AT = '2026-03-01T12:00:00Z'
export const STATEMENT = 'application/vnd.in-toto+json'
export const ISSUER = 'https://token.actions.githubusercontent.com'
export const WORKFLOW = 'https://github.com/acme/product/.github/workflows/release.yml@refs/tags/v1.0.0'

const ecKey = () => generateKeyPairSync('ec', { namedCurve: 'P-256' })

export function anInstance(): Instance {
  const ca = ecKey()
  const log = ecKey()
  const logDer = log.publicKey.export({ type: 'spki', format: 'der' })
  const logId = Buffer.from(hash('sha256', logDer, 'hex'), 'hex')
  const validFor = { start: '2026-01-01T00:00:00Z' }
  const self = {
    subject: 'acme authority',
    issuer: 'acme authority',
    key: ca.publicKey,
    signedWith: ca.privateKey,
  }
  const own = certificate({
    ...self,
    from: '2026-01-01T00:00:00Z',
    until: '2036-01-01T00:00:00Z',
    extensions: [authority()],
  })
  const root = {
    mediaType: 'application/vnd.dev.sigstore.trustedroot+json;version=0.1',
    tlogs: [
      {
        baseUrl: 'https://log.example.org',
        hashAlgorithm: 'SHA2_256',
        publicKey: { rawBytes: logDer.toString('base64'), keyDetails: 'PKIX_ECDSA_P256_SHA_256', validFor },
        logId: { keyId: logId.toString('base64') },
      },
    ],
    certificateAuthorities: [
      { certChain: { certificates: [{ rawBytes: own.toString('base64') }] }, validFor },
    ],
    ctlogs: [],
    timestampAuthorities: [],
  }
  return {
    root: Buffer.from(JSON.stringify(root)),
    authorityKey: ca.privateKey,
    logKey: log.privateKey,
    logId,
  }
}

/** What a certificate says of a workflow. */
export type Workflow = {
  identity?: string
  issuer?: string
  repository?: string
  commit?: string
  ref?: string
}

/** A Sigstore bundle, v0.1, over a payload: signed by a workflow, and logged. */
export function aBundle(
  instance: Instance,
  payload: string,
  workflow: Workflow = {},
  payloadType = STATEMENT,
) {
  const { identity = WORKFLOW, issuer = ISSUER, repository, commit, ref } = workflow
  const signer = ecKey()
  const fulcio = (number: number, text: string | undefined) =>
    text === undefined ? [] : [extension(`1.3.6.1.4.1.57264.1.${number}`, utf8(text))]
  const leaf = certificate({
    subject: 'sigstore',
    issuer: 'acme authority',
    key: signer.publicKey,
    signedWith: instance.authorityKey,
    from: '2026-03-01T11:55:00Z',
    until: '2026-03-01T12:05:00Z',
    extensions: [
      uriName(identity),
      ...fulcio(8, issuer),
      ...fulcio(12, repository),
      ...fulcio(13, commit),
      ...fulcio(14, ref),
    ],
  })
  const envelope = anEnvelope(payload, signer.privateKey, payloadType)
  return {
    mediaType: 'application/vnd.dev.sigstore.bundle+json;version=0.1',
    verificationMaterial: {
      x509CertificateChain: { certificates: [{ rawBytes: leaf.toString('base64') }] },
      tlogEntries: [entry(instance, envelope, leaf)],
    },
    dsseEnvelope: envelope,
  }
}

function entry({ logKey, logId }: Instance, envelope: ReturnType<typeof anEnvelope>, leaf: Buffer) {
  const signature = envelope.signatures[0]?.sig ?? ''
  const spec = {
    payloadHash: { algorithm: 'sha256', value: hash('sha256', Buffer.from(envelope.payload, 'base64')) },
    signatures: [{ signature, verifier: leaf.toString('base64') }],
  }
  const body = Buffer.from(canonical({ apiVersion: '0.0.1', kind: 'dsse', spec })).toString('base64')
  const integratedTime = Date.parse(SIGNED_AT) / 1000
  const promised = canonical({ body, integratedTime, logIndex: 1, logID: logId.toString('hex') })
  return {
    logIndex: '1',
    logId: { keyId: logId.toString('base64') },
    kindVersion: { kind: 'dsse', version: '0.0.1' },
    integratedTime: String(integratedTime),
    inclusionPromise: {
      signedEntryTimestamp: sign('sha256', Buffer.from(promised), logKey).toString('base64'),
    },
    canonicalizedBody: body,
  }
}

/** A DSSE envelope, signed with a key: Ed25519, or ECDSA P-256 in DER unless told otherwise. */
export function anEnvelope(
  payload: string,
  key: KeyObject,
  payloadType = STATEMENT,
  dsaEncoding: 'der' | 'ieee-p1363' = 'der',
) {
  const signed = preAuthEncoding(payloadType, Buffer.from(payload))
  const isEd25519 = key.asymmetricKeyType === 'ed25519'
  const signature = isEd25519 ? sign(null, signed, key) : sign('sha256', signed, { key, dsaEncoding })
  return {
    payloadType,
    payload: Buffer.from(payload).toString('base64'),
    signatures: [{ keyid: '', sig: signature.toString('base64') }],
  }
}

/** A statement of SLSA provenance about files, from a commit. */
export function aProvenance(
  subject: { name?: string; digest: Record<string, string> }[],
  commit: string,
): string {
  return JSON.stringify({
    _type: 'https://in-toto.io/Statement/v1',
    subject,
    predicateType: 'https://slsa.dev/provenance/v1',
    predicate: {
      buildDefinition: {
        buildType: 'https://actions.github.io/buildtypes/workflow/v1',
        externalParameters: { workflow: { repository: 'https://github.com/acme/product' } },
        resolvedDependencies: [
          { uri: 'git+https://github.com/acme/product@refs/tags/v1.0.0', digest: { gitCommit: commit } },
        ],
      },
      runDetails: {
        builder: { id: 'https://github.com/actions/runner' },
        metadata: { finishedOn: SIGNED_AT },
      },
    },
  })
}

/** A statement of a test run about a commit. */
export function aTestResult(
  commit: string,
  result: string,
  tests: Partial<Record<string, string[]>>,
): string {
  return JSON.stringify({
    _type: 'https://in-toto.io/Statement/v1',
    subject: [{ digest: { gitCommit: commit } }],
    predicateType: 'https://in-toto.io/attestation/test-result/v0.1',
    predicate: { result, configuration: [], ...tests },
  })
}
