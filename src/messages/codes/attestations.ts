import type { MessageTable } from '../message.ts'

/** Results of reading and verifying attestations, and the roots they are verified with. */
export const ATTESTATIONS: MessageTable = {
  'attestation.broken': [
    'error',
    'One of the attestations cannot be read, or there are too many.',
    'Keep the file as the signing tool wrote it.',
  ],
  'attestation.too_many': [
    'error',
    'There are {more|more attestation|more attestations} about the file than the {shown} that are shown, so not all are known.',
    'Attest a file once, and delete attestations that nobody needs.',
  ],
  'attestation.broken_bundle': [
    'error',
    'The Sigstore bundle is incomplete, or of an unknown version.',
    'Keep the file as the signing tool wrote it.',
  ],
  'attestation.claim': [
    'error',
    'What it says is a claim until its signature is verified.',
    'Sign it, and name the signer under trust in catalog.yaml.',
  ],
  'attestation.commit_unknown': [
    'error',
    'Its commit cannot be compared with the released code here.',
    'Collect from a full clone.',
  ],
  'attestation.mixed': [
    'error',
    'It holds statements of several types, so it counts for none of them.',
    'Put each type into a file of its own.',
  ],
  'attestation.needs_log': [
    'error',
    'Its certificate can only be checked with an online log, and verification is offline.',
    'Sign with a tool that writes Sigstore bundles.',
  ],
  'attestation.no_artifact': [
    'error',
    'It signs a file that is not evidence of this release.',
    'Add the signed file to the dossier.',
  ],
  'attestation.no_expectation': [
    'error',
    'The signature is valid, but nothing says who is expected to sign.',
    'Name the signer under trust in catalog.yaml.',
  ],
  'attestation.no_identity': [
    'error',
    'Its certificate names no owner.',
    'Sign with a certificate that names its owner.',
  ],
  'attestation.no_properties': [
    'error',
    'It lists no property that was found to hold.',
    'List the verified properties in the attestation.',
  ],
  'attestation.no_statement': [
    'error',
    'It holds no readable in-toto statement.',
    'Keep the file as the signing tool wrote it.',
  ],
  'attestation.no_tests': [
    'error',
    'It names no test, so nothing was tested.',
    'List the tests in the attestation.',
  ],
  'attestation.not_verified': [
    'error',
    'The attestation "{by}" about it is not verified.',
    'Clear what is reported about that attestation.',
  ],
  'attestation.other_commit': [
    'error',
    'It is about commit {commit}, which is not the released code.',
    'Attest the released commit.',
  ],
  'attestation.other_digest': [
    'error',
    'The attestation "{by}" names it with another digest.',
    'Find out which of the two was changed.',
  ],
  'attestation.other_predicate': [
    'error',
    'Its predicate type is not supported ({predicateType}).',
    'Attest with a predicate type that the guide lists.',
  ],
  'attestation.other_predicate_type': [
    'error',
    '"{expected}" may not sign statements of type {found}.',
    'Add the type to predicateTypes of that signer, or have another signer sign.',
  ],
  'attestation.other_ref': [
    'error',
    'It was signed for the ref {found}, which "{expected}" does not allow.',
    'Sign from the ref of the release.',
  ],
  'attestation.other_repository': [
    'error',
    'It was signed for the repository {found}, which "{expected}" does not allow.',
    'Sign from the repository of the release.',
  ],
  'attestation.other_signer': [
    'error',
    'It was signed by {found}, who is not expected to sign[ (nearest: "{expected}")].',
    'Have the expected signer sign, or name this one under trust in catalog.yaml.',
  ],
  'attestation.predicate_shape': [
    'error',
    'Its content does not match {predicateType}.',
    'Write it as the specification of its predicate type says.',
  ],
  'attestation.tests_failed': [
    'error',
    'Of {total|attested test|attested tests}, {failed} failed.',
    'Fix what the tests found.',
  ],
  'attestation.tests_warned': [
    'error',
    'Of {total|attested test|attested tests}, {warned} warned.',
    'Resolve the warnings.',
  ],
  'attestation.unknown_key': [
    'error',
    'It was signed with a key that the catalog does not know.',
    'Pin the public key under trust in catalog.yaml.',
  ],
  'attestation.unknown_root': [
    'error',
    'Its certificate comes from an instance whose root the catalog does not have.',
    "Add the instance's trusted root under trust in catalog.yaml.",
  ],
  'attestation.unrelated': [
    'error',
    'Nothing in it names this release: neither its commit nor any of its artifacts.',
    'Attest the artifacts of this release.',
  ],
  'attestation.unsigned': [
    'error',
    'It is not signed.',
    'Sign it with an identity that catalog.yaml names under trust.',
  ],
  'attestation.verification_failed': [
    'error',
    'The verifier itself reports that verification failed.',
    "Read the verifier's report, and fix what it found.",
  ],
  'attestation.wrong_signature': [
    'error',
    'Its signature is invalid.',
    'Find out who changed it, and sign it again only once that is known.',
  ],

  'trust.no_certificate': [
    'error',
    'A certificate or key in it cannot be read.',
    'Download the trusted root again.',
  ],
}
