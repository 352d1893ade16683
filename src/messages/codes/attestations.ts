import type { MessageTable } from '../message.ts'

/** What came of reading and verifying attestations, and the roots they are verified with. */
export const ATTESTATIONS: MessageTable = {
  'attestation.broken': [
    'error',
    'One of the attestations cannot be read, or there are too many.',
    'Keep the file as the signing tool wrote it.',
  ],
  'attestation.broken_bundle': [
    'error',
    'The Sigstore bundle is not complete, or of an unknown version.',
    'Keep the file as the signing tool wrote it.',
  ],
  'attestation.claim': [
    'error',
    'What it says is a claim until its signature is verified.',
    'Have it signed, and tell the catalog whose signature to expect.',
  ],
  'attestation.commit_unknown': [
    'error',
    'Its commit cannot be compared with the released code here.',
    'Collect from a full clone.',
  ],
  'attestation.mixed': [
    'error',
    'It holds statements of several sorts, so it is proof of none.',
    'Give each sort a file of its own.',
  ],
  'attestation.needs_log': [
    'error',
    'Its certificate can only be checked with a log on the network, which is not asked.',
    'Sign with a tool that writes Sigstore bundles.',
  ],
  'attestation.no_artifact': [
    'error',
    'It signs the bytes of a file that is no evidence of this release.',
    'Add the signed file to the dossier.',
  ],
  'attestation.no_expectation': [
    'error',
    'The signature holds, but nothing says who is expected to sign.',
    'Name the signer under trust in catalog.yaml.',
  ],
  'attestation.no_identity': [
    'error',
    'Its certificate names no owner.',
    'Sign with a certificate that names its owner.',
  ],
  'attestation.no_properties': [
    'error',
    'It lists nothing that was found to hold.',
    'Let the attestation list the properties.',
  ],
  'attestation.no_statement': [
    'error',
    'It holds no in-toto statement that can be read.',
    'Keep the file as the signing tool wrote it.',
  ],
  'attestation.no_tests': [
    'error',
    'It names no test, so nothing was tried.',
    'Let the attestation list the tests.',
  ],
  'attestation.not_verified': [
    'error',
    'The attestation "{by}" about it is not verified.',
    'See what is said of that attestation.',
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
    'It is of a sort that is not judged here ({predicateType}).',
    'Attest with a predicate type that the guide names.',
  ],
  'attestation.other_predicate_type': [
    'error',
    '"{expected}" may not sign statements of the sort {found}.',
    'Correct the expectation, or have another signer sign.',
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
    'Its content is not shaped as {predicateType} asks.',
    'Write it as the specification of its predicate type says.',
  ],
  'attestation.tests_failed': [
    'error',
    'Of {total} attested tests {failed} failed.',
    'Mend what the tests found.',
  ],
  'attestation.tests_warned': [
    'error',
    'Of {total} attested tests {warned} warned.',
    'Settle what they warned of.',
  ],
  'attestation.unknown_key': [
    'error',
    'It was signed with a key that the catalog does not know.',
    'Pin the public key under trust in catalog.yaml.',
  ],
  'attestation.unknown_root': [
    'error',
    'Its certificate comes from an instance that the catalog has no root of.',
    "Add the instance's trusted root under trust in catalog.yaml.",
  ],
  'attestation.unrelated': [
    'error',
    'Nothing in it names this release: neither its commit nor any of its artifacts.',
    'Attest the artifacts of this release.',
  ],
  'attestation.unsigned': ['error', 'Nobody signed it.', 'Sign it.'],
  'attestation.verification_failed': [
    'error',
    'The verifier says that verification failed.',
    'See what the verifier found.',
  ],
  'attestation.wrong_signature': [
    'error',
    'Its signature does not hold.',
    'Find out who changed it; sign it again only when that is known.',
  ],

  'trust.no_certificate': [
    'error',
    'A certificate or key in it cannot be read.',
    'Take a fresh copy of the trusted root.',
  ],
}
