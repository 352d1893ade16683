import type { PublicFacts, TreeFacts } from '#model/public-facts.ts'
import { type Answer, answer } from './requirements.ts'

type Seen = PublicFacts | undefined

/** A rule over the documents of the tree; nobody can tell where the tree is not in the clone. */
function inTree(rule: (tree: TreeFacts) => Answer): (seen: Seen) => Answer {
  return (seen) => (seen?.tree ? rule(seen.tree) : answer('unshown', 'no_tree'))
}

/** Met by a document at a path. */
function byPath(found: string | null | undefined, key: string): Answer {
  return found ? answer('met', key, { path: found }, [found]) : answer('unmet', `no_${key}`)
}

/** What the documents in the tagged tree show, by the id of the requirement. */
export const TREE_RULES: ReadonlyMap<string, (seen: Seen) => Answer> = new Map([
  ['changes', changes],
  ['tools', inTree(({ locks, manifests }) => listed(locks.length > 0 ? locks : manifests, 'tools'))],
  ['licence', inTree(licence)],
  ['guide', inTree(({ guide }) => byPath(guide, 'guide'))],
  ['defects', inTree(({ defects }) => byPath(defects, 'defects'))],
  ['reporting', inTree(({ security }) => byPath(security, 'reporting'))],
  ['listed', inTree(({ manifests }) => listed(manifests, 'listed'))],
  ['verifying', inTree(({ verifying }) => quoted(verifying, 'verifying'))],
  ['dependencies', inTree(({ dependencies }) => quoted(dependencies, 'dependencies'))],
  ['support', inTree(support)],
])

function listed(paths: readonly string[], key: string): Answer {
  const [first, second] = paths
  if (first === undefined) return answer('unmet', `no_${key}`)
  return second === undefined
    ? answer('met', key, { path: first }, [first])
    : answer('met', `${key}_more`, { path: first, other: second, total: paths.length }, [first, second])
}

function quoted(found: TreeFacts['verifying'], key: string): Answer {
  return found
    ? answer('met', 'quoted', { path: found.path, heading: found.heading }, [found.path])
    : answer('unshown', `no_${key}`)
}

function licence({ licence: found }: TreeFacts): Answer {
  if (found === null) return answer('unmet', 'no_licence')
  const { path, spdx } = found
  return spdx === null
    ? answer('unshown', 'licence_unknown', { path }, [path])
    : answer('met', 'licence', { path, spdx }, [path])
}

function support({ support: found }: TreeFacts): Answer {
  if (found === null) return answer('unmet', 'no_support')
  const { path, heading, isNamed } = found
  if (isNamed === null) return answer('unshown', 'support_unclear', { path, heading }, [path])
  return answer(isNamed ? 'met' : 'unmet', isNamed ? 'support' : 'support_others', { path, heading }, [path])
}

/** A log that is there, and says something besides where else it is said. */
function changes(seen: Seen): Answer {
  const tree = seen?.tree ?? null
  const section = tree?.changelog ?? null
  if (section && saysSomething(section.text))
    return answer('met', 'changes', { path: section.path, heading: section.heading }, [section.path])
  if (seen?.message && saysSomething(seen.message)) return answer('met', 'changes_tag')
  if (section) return answer('unmet', 'changes_empty', { path: section.path }, [section.path])
  if (tree === null) return answer('unshown', 'no_tree')
  return tree.changelogPath === null
    ? answer('unmet', 'no_changes')
    : answer('unmet', 'changes_other', { path: tree.changelogPath }, [tree.changelogPath])
}

/** Ten letters that are no address. */
function saysSomething(text: string): boolean {
  const plain = text.replaceAll(/https?:\/\/\S+/g, ' ')
  return (plain.match(/\p{L}/gu)?.length ?? 0) >= 10
}
