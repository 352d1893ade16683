import { type Answer, BASELINE } from '#decide/baseline/requirements.ts'
import type { BaselineOutcome } from '#model/public-facts.ts'

/** How many requirements there are. */
export const BASELINE_TOTAL = BASELINE.length

/** Words for what came of a requirement. */
export const BASELINE_WORDS: Record<BaselineOutcome, string> = {
  met: 'met',
  unmet: 'not met',
  unshown: 'not shown',
  unasked: 'not asked',
}

/** Where the requirements that the ids name are published. */
const OSPS = 'https://baseline.openssf.org/versions/2026-02-19'

/** The public text of a requirement of the OpenSSF OSPS Baseline. @param id such as `OSPS-BR-02.01`. */
export function ospsAddress(id: string): string {
  return `${OSPS}#${id.toLowerCase().replace('.', '')}`
}

/** Why a requirement came out as it did; of what is not met, also what would show it. `{name}` stands for an argument. */
const SENTENCES: ReadonlyMap<string, string> = new Map([
  ['no_tree', 'The tree of this tag is not in the clone. Clone without --filter and collect again.'],
  ['no_forge', 'The catalog asks no forge. With github: in catalog.yaml it does.'],
  ['no_release', 'The forge shows no release for this tag.'],
  ['no_rule', 'Nothing is known about it.'],
  ['version', 'Tag {tag}, one commit, not moved since it was first seen.'],
  ['version_shared', 'Tag {tag}. It leads to the same commit as {other}.'],
  ['version_moved', 'Tag {tag} was moved. A new tag for new code would show it.'],
  ['version_none', 'Tag {tag} holds no version. One with a number of its own would show it.'],
  ['version_nowhere', 'Tag {tag} leads to no commit.'],
  ['assets', '{total} named with {version}.'],
  ['assets_nameless', 'The name of {name} does not hold {version}. A name that does would show it.'],
  ['assets_about', 'The only assets are lists and signatures.'],
  ['no_assets', 'The release has no assets.'],
  ['assets_closed', 'The assets were not opened.'],
  ['licence_asset', '{name} lies beside the assets.'],
  ['changes', '{path} has a section “{heading}”.'],
  ['changes_tag', 'The message of the tag says what changed.'],
  [
    'changes_empty',
    '{path} has a section for this version without a word in it. A line a change would show it.',
  ],
  ['changes_other', '{path} has no section for this version. One would show it.'],
  ['no_changes', 'There is no changelog, and the tag says nothing. A section in CHANGELOG.md would show it.'],
  ['tools', '{path} is in the tree.'],
  ['tools_more', '{path} and {other} are in the tree.'],
  ['no_tools', 'No lock or manifest of a package manager is in the tree. One would show it.'],
  ['listed', '{path} lists them.'],
  ['listed_more', '{path} and {other} list them.'],
  ['no_listed', 'No manifest is in the tree. One that lists them would show it.'],
  ['signed', 'The signature of the tag is good: {signer}, verified here.'],
  ['signed_attested', 'The attestation of “{name}” is good, verified here.'],
  [
    'signed_wrong',
    'The signature of the tag is not good. A tag that is signed anew, under a new name, would show it.',
  ],
  [
    'signed_unchecked',
    'It is signed and names key {key}, which the catalog cannot check: the key is not in its trust.',
  ],
  ['signed_unknown', 'It is signed, and which key signed is not told.'],
  ['signed_elsewhere', 'The forge keeps attestations, which were not verified here.'],
  ['unsigned', 'The tag is not signed. A signed tag (git tag -s) or an attestation would show it.'],
  [
    'unsigned_lightweight',
    'A lightweight tag cannot be signed. A signed tag (git tag -s) or an attestation would show it.',
  ],
  ['signer', 'Key {own}, which signed {previous} as well.'],
  ['signer_unchecked', 'It names the key of {previous}, {own}. The catalog cannot check either signature.'],
  [
    'signer_other',
    'It names key {own}; {previous} named {before}. A word from its owners about the new key would show it.',
  ],
  ['signer_gone', '{previous} was signed, and this tag is not. A signed tag would show it.'],
  ['signer_first', 'The first signed release after one without a signature.'],
  ['signer_neither', 'Neither this tag nor the one before is signed.'],
  ['licence', '{path}, {spdx}.'],
  ['licence_unknown', '{path} is there, and its text is of no licence that the catalog knows.'],
  ['no_licence', 'No licence is in the tree. A LICENSE file would show it.'],
  ['guide', '{path} is in the tree.'],
  ['no_guide', 'Neither a README nor a folder of documents is in the tree. One would show it.'],
  ['defects', '{path} says how.'],
  ['no_defects', 'Neither CONTRIBUTING nor a template for issues is in the tree. One would show it.'],
  ['quoted', '{path} has a heading “{heading}”.'],
  ['no_verifying', 'No document has a heading about it.'],
  ['no_dependencies', 'No document has a heading about it; a person may know.'],
  ['support', '{path} names this version’s line under “{heading}”.'],
  ['support_others', '{path} names other versions under “{heading}”. A line for this one would show it.'],
  [
    'support_unclear',
    '{path} has a heading “{heading}”, and which versions it means is not told in numbers.',
  ],
  ['no_support', 'No document says which versions are supported. A table in SECURITY.md would show it.'],
  ['bill', '“{name}” is a bill of materials, and was read.'],
  ['bill_unread', '{name} may be one; the catalog reads it when a dossier names it.'],
  [
    'no_bill',
    '{total} assets and no inventory. An SPDX or CycloneDX asset that names their digests would show it.',
  ],
  ['reporting', '{path} says how.'],
  ['no_reporting', 'There is no SECURITY.md. One that says whom to tell would show it.'],
  ['no_setting', 'A setting of the repository, which the catalog does not read.'],
  ['checks', '{total} runs at the tagged commit, each green at its first attempt.'],
  ['checks_red', '{name} ended with {conclusion} at the tagged commit. A green first attempt would show it.'],
  ['checks_both', '{name} was both red and green at the same commit. A green first attempt would show it.'],
  ['checks_again', '{name} was green at attempt {attempt} only. A green first attempt would show it.'],
  ['checks_open', '{name} never finished. A green first attempt would show it.'],
  ['checks_unclear', 'Of {total} known runs not every attempt is told.'],
  ['checks_unasked', 'Runs were not asked for, or not answered.'],
  ['no_checks', 'No check ran to its end at the tagged commit. A green one would show it.'],
  ['reviewed', 'Each of {total} pull requests was approved by somebody else than its author.'],
  ['reviewed_not', 'Pull request {number} has no approval of somebody else. One would show it.'],
  ['reviewed_some', 'Reviews of {known} of {total} pull requests were asked for.'],
  ['reviewed_unnamed', 'No pull request is named in the commits.'],
  ['unchangeable', 'The forge marks the release as one that can no longer be changed.'],
  ['changeable', 'The forge does not mark this release as unchangeable.'],
])

/** Why a requirement came out as it did, in one or two sentences. */
export function baselineSentence({ because, args }: Pick<Answer, 'because' | 'args'>): string {
  const template = SENTENCES.get(because) ?? ''
  return template.replaceAll(/\{(\w+)\}/g, (_, name: string) =>
    Object.hasOwn(args, name) ? `${args[name]}` : '',
  )
}
