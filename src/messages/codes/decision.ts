import type { MessageTable } from '../message.ts'

/** What the decision finds: gates, waivers, approvals, profiles, decision times and policies. */
export const DECISION: MessageTable = {
  'gate.missing': [
    'error',
    '{title}: no accepted evidence[; cases it asks for: {cases}][; suites it asks for: {suites}][; topics of records it asks for: {topics}][; what a scan must have looked at: {targets}][; who must have produced it: {producers}][; the nearest is "{item}"].',
    'Bind evidence that the policy accepts for this gate.',
  ],
  'gate.not_passed': [
    'error',
    '{title}: failed[ by "{item}"].',
    'Fix the cause where it failed, and run the check again.',
  ],
  'gate.digest_mismatch': [
    'error',
    '{title}: the bytes of "{item}" are not those that its digest was taken from.',
    'Find out what changed the file before anything else, then run the check again and write file and digest together.',
  ],
  'gate.stale': [
    'error',
    '{title}: the evidence is too old[ ("{item}")].',
    'Repeat the check or act, and bind the new evidence.',
  ],
  'gate.unknown': [
    'error',
    '{title}: the evidence says neither passed nor failed[ ("{item}")].',
    'Run the check again and keep the whole file.',
  ],
  'gate.always_applies': [
    'warning',
    '{title}: a mandatory gate is always asked, whatever the dossier declares.',
    'Bind evidence to the gate, and remove its applies: false from the dossier.',
  ],
  'gate.no_reason': [
    'warning',
    '{title}: declared not asked without a reason, so it is asked.',
    'Add reason to the gate in the dossier.',
  ],
  'gate.contradicted': [
    'warning',
    '{title}: declared twice, with contradictions, so it applies.',
    'Keep one declaration of the gate in the dossier.',
  ],
  'gate.bound_but_not_applicable': [
    'warning',
    '{title}: declared not asked, yet evidence is bound to it, so it is asked.',
    'Remove the binding or the declaration from the dossier.',
  ],
  'gate.not_in_policy': [
    'warning',
    'The dossier declares gate "{gate}", which the policy does not have.',
    "Correct the gate's id in the dossier; the policy page lists them all.",
  ],
  'gate.undocumented': [
    'error',
    'The breaking change "{what}" has no BREAKING: label or no migration guide.',
    'Add both under breakingChanges in the dossier.',
  ],
  'gate.notes_missing': [
    'error',
    'The dossier has no such notes.',
    'Write them in the dossier and set their status to complete.',
  ],
  'gate.notes_drafted': [
    'error',
    'The notes are drafted; drafted is not complete.',
    'Finish them and set their status to complete.',
  ],
  'gate.change_not_told': [
    'error',
    'The compatibility notes do not mention the breaking change "{what}".',
    'Mention it in compatibilityNotes, in the words of the list.',
  ],
  'gate.change_not_listed': [
    'error',
    'The compatibility notes mention a breaking change that the dossier does not list: "{what}".',
    'List it under breakingChanges in the dossier.',
  ],

  'waiver.not_allowed': [
    'warning',
    '{gate} is mandatory and can have no exception ({owner}).',
    'Bind evidence to the gate, and remove the exception from the dossier.',
  ],
  'waiver.over_failure': [
    'warning',
    'The exception for {gate} by {owner} does not count: the evidence was made, and failed.',
    'Fix what failed, and run the check again; an exception stands in for evidence that is missing, not for a failure.',
  ],
  'waiver.expired': [
    'warning',
    'The exception for {gate} by {owner} ended on {until}.',
    'Bind evidence to the gate, or have the exception renewed.',
  ],
  'waiver.too_long': [
    'warning',
    'The exception from {gate} until {until} does not count: the policy allows one for {days} days from the decision.',
    'Give it an earlier end, and renew it in the next dossier if need be.',
  ],
  'waiver.unknown_gate': [
    'warning',
    '{owner} makes an exception for "{gate}", which the policy does not have.',
    "Correct the gate's id in the exception; the policy page lists them all.",
  ],

  'approval.missing': [
    'error',
    '{title}: approved by {have} of {quorum}.',
    "Get the approval, bound to this dossier's digest.",
  ],
  'approval.stale_binding': [
    'error',
    '{title}: {person} approved another version of the dossier, or other code.',
    "Ask for approval of the current dossier; the release's page shows the digest to bind.",
  ],
  'approval.before_evidence': [
    'error',
    '{title}: {person} approved on {at}, before "{item}" was made on {generatedAt}.',
    'Ask for approval when all evidence is there. An approval cannot be older than the evidence it stands for.',
  ],
  'approval.to_come': [
    'error',
    '{title}: {person} approves on {at}, which is still to come.',
    'Ask for an approval now. If this one was given already, correct its at in the dossier.',
  ],
  'approval.unknown_role': [
    'warning',
    '{person} approved as {role}, a role that the policy does not have.',
    'Correct the role of the approval; the policy page lists them all.',
  ],
  'approval.rejected': [
    'error',
    '{title}: {person} rejected the release.',
    'Resolve the objection, then ask the same person again.',
  ],
  'approval.self_approved': [
    'error',
    '{title}: {person} cannot approve, because {author} wrote, committed or tagged the change.',
    'Ask someone to approve who has no commit in this release and did not tag it.',
  ],
  'approval.contributors_unknown': [
    'error',
    '{title}: {person} approved, but not everybody who contributed to the release is known.',
    'Collect from a full clone (git fetch --unshallow --tags), so that authors can be told from approvers.',
  ],
  'approval.not_verified': [
    'error',
    '{title}: nothing proves that {person} approved[ commit {commit}]. The policy asks for {wanted:ways}; {found:gaps}.',
    'Have {person} approve the released commit in a pull request, or sign a record of it, and name their account or signing identity among the aliases in people.yaml.',
  ],
  'approval.nameless': [
    'error',
    '{title}: {person} approved, which is no name: it has no letter.',
    'Have somebody approve under the name that they are known by.',
  ],
  'approval.unknown_person': [
    'error',
    '{title}: {person} approved, whom the catalog does not know.',
    'Add the person to people.yaml, with the roles they may approve in, or correct the name in the dossier.',
  ],
  'approval.not_allowed': [
    'error',
    '{title}: {person} may not approve in this role[ from {until} on].',
    'Ask someone whom people.yaml names for this role, or add the role there.',
  ],
  'approval.look_alike': [
    'error',
    '{title}: the name {person} mixes letters of several scripts that look alike[, or only looks like {like}].',
    'Write the name in letters of one script, or name the person in people.yaml as it is written.',
  ],
  'approval.not_distinct': [
    'error',
    '{title}: {person} also approved as {others}; two roles need two persons.',
    'Ask someone else to approve in one of the roles.',
  ],
  'approval.only_owner': [
    'error',
    '{title}: only {person} approved, who owns the service.',
    'Ask someone to approve who does not own what is released.',
  ],
  'approval.one_person': [
    'warning',
    'The same person, {person}, holds both roles: {roles}.',
    'Ask someone else to take one of the roles.',
  ],

  'profile.not_enough': [
    'error',
    'A {releaseType} release needs profile {allowed}; this one has {profile}.',
    'Certify again with a profile that is allowed.',
  ],
  'profile.external_not_covered': [
    'error',
    'A {releaseType} release that touches {providers} needs profile {allowed}; this one has {profile}.',
    'Certify against the provider itself.',
  ],
  'profile.unknown_type': [
    'error',
    'The policy says nothing about {releaseType} releases.',
    'Add the type to a new version of the policy.',
  ],

  'type.too_weak': [
    'error',
    'Version {version} is a {step} step[ from {previous}], which needs at least {asked}; the dossier declares {declared}.',
    'Declare the type that the version asks for, with all that it needs, or give the release the number of a patch.',
  ],
  'type.not_documentation': [
    'error',
    'A docs-patch changes documentation only; this one changes {path}[, and {total} files in all that are none].',
    'Declare runtime-patch, with what it needs, or release the other files on their own.',
  ],
  'type.files_unknown': [
    'error',
    'A docs-patch changes documentation only; which files this one changes is not known in full.',
    'Collect from a full clone (git fetch --unshallow --tags). A docs-patch of more than 500 files is no longer a patch.',
  ],
  'type.leap': [
    'warning',
    'Version {version} lies more than a thousand beyond {previous}, the stable version before it.',
    'Look at the tag: a version that was mistyped or planted stays the latest. If it is not meant, delete the tag and tag again.',
  ],
  'type.not_comparable': [
    'warning',
    'Version {version}[ or {previous}] is no version that can be compared, so nobody can tell whether {declared} is enough.',
    'Number releases by semver.org, such as 1.4.0. Until then, declare the stronger type where in doubt.',
  ],

  'decision.before_code': [
    'error',
    'The dossier says that it was decided on {decidedAt}, before its code was committed on {committedAt}.',
    'Have the step that decides write decidedAt, or leave it out: then the time of the tag counts.',
  ],
  'decision.in_future': [
    'error',
    'The dossier says that it was decided on {decidedAt}, which is still to come.',
    'Correct decidedAt and the clock that wrote it, or leave decidedAt out: then the time of the tag counts.',
  ],

  'policy.nothing_required': [
    'error',
    'Policy {policy} {version} requires nothing, so nothing can pass.',
    'Add gates in a new version of the policy.',
  ],
  'policy.asks_less': [
    'warning',
    'Policy {policy} {version} asks for less in {of}: {what}, {from} before and {to} now.',
    'If it is meant, say so in the title of the version; else restore it in a new version.',
  ],
  'policy.threshold_lowered': [
    'warning',
    'Policy {policy} {version} loosens the limit of {metric} in {of} from {from} to {to} without saying why.',
    'Name the reviewed baseline update in baselineRef, or restore the limit.',
  ],
  'policy.threshold_rebased': [
    'note',
    'Policy {policy} {version} loosens the limit of {metric} in {of} from {from} to {to}, by a reviewed baseline update.',
  ],
}
