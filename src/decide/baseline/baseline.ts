import type { ReleaseRecord } from '#model/release.ts'
import { isVersion } from '../lib/order.ts'
import { FORGE_RULES } from './forge-rules.ts'
import { type Answer, answer, BASELINE, type BaselineRequirement } from './requirements.ts'
import { TREE_RULES } from './tree-rules.ts'

/** A requirement with what came of it. */
export type BaselineItem = BaselineRequirement & Answer

/**
 * What public facts alone show of a release: what its tag, its tree and its forge say. It never is a verdict, and nothing
 * that decides reads it.
 * @param isMoved true when its tag led elsewhere once, by the publication ledger.
 */
export function baselineOf(record: ReleaseRecord, isMoved: boolean): BaselineItem[] {
  return BASELINE.map((requirement) => ({ ...requirement, ...answerTo(requirement.id, record, isMoved) }))
}

function answerTo(id: string, record: ReleaseRecord, isMoved: boolean): Answer {
  if (id === 'version') return version(record, isMoved)
  if (id === 'signed') return signed(record)
  if (id === 'same-signer') return sameSigner(record)
  return (
    TREE_RULES.get(id)?.(record.publicFacts) ?? FORGE_RULES.get(id)?.(record) ?? answer('unshown', 'no_rule')
  )
}

function version({ version: own, git, publicFacts }: ReleaseRecord, isMoved: boolean): Answer {
  const { tag } = git
  if (git.commit === null) return answer('unmet', 'version_nowhere', { tag })
  if (isMoved) return answer('unmet', 'version_moved', { tag })
  if (!isVersion(own)) return answer('unmet', 'version_none', { tag })
  const other = publicFacts?.sameCommit.at(-1)
  return other === undefined
    ? answer('met', 'version', { tag })
    : answer('met', 'version_shared', { tag, other })
}

/** Only what was verified here counts; what a forge says of a signature is its claim. */
function signed({ git, evidence, github, publicFacts }: ReleaseRecord): Answer {
  const { signature } = git
  if (signature?.outcome === 'failed') return answer('unmet', 'signed_wrong')
  if (signature?.outcome === 'verified') return answer('met', 'signed', { signer: signature.signer ?? '' })
  const attested = evidence.find(({ attestations }) =>
    attestations.some(({ outcome }) => outcome === 'verified'),
  )
  if (attested) return answer('met', 'signed_attested', { name: attested.name })
  const key = publicFacts?.key.own ?? null
  if (signature)
    return key === null ? answer('unshown', 'signed_unknown') : answer('unshown', 'signed_unchecked', { key })
  if (github?.attestations.length) return answer('unshown', 'signed_elsewhere')
  return answer('unmet', git.tagKind === 'lightweight' ? 'unsigned_lightweight' : 'unsigned')
}

/** A key that a signature names is no proof of who signed; another one than before is worth a question at once. */
function sameSigner({ git: { signature, previous }, publicFacts }: ReleaseRecord): Answer {
  if (publicFacts === undefined) return answer('unshown', 'no_tree')
  const { own, before } = publicFacts.key
  if (before === null || previous === null)
    return answer('unshown', own === null ? 'signer_neither' : 'signer_first')
  if (signature === null) return answer('unmet', 'signer_gone', { previous })
  if (own === null) return answer('unshown', 'signed_unknown')
  if (own !== before) return answer('unmet', 'signer_other', { own, before, previous })
  return signature.outcome === 'verified'
    ? answer('met', 'signer', { own, previous })
    : answer('unshown', 'signer_unchecked', { own, previous })
}
