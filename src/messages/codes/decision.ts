import type { MessageTable } from '../message.ts'

/** What the decision finds. */
export const DECISION: MessageTable = {
  'gate.missing': [
    'error',
    '{title}: no proof that counts[; the nearest is "{item}"].',
    'Bind proof that the policy takes.',
  ],
  'gate.not_passed': [
    'error',
    '{title}: failed[ by "{item}"].',
    'Fix it where it failed and run the gate again.',
  ],
  'gate.stale': ['error', '{title}: the proof is too old[ ("{item}")].', 'Do it again.'],
  'gate.unknown': [
    'error',
    '{title}: the proof says neither passed nor failed[ ("{item}")].',
    'Run the gate again and keep the whole file.',
  ],
  'gate.always_applies': [
    'warning',
    '{title}: a mandatory gate cannot be declared not applicable.',
    'Prove it.',
  ],
  'gate.no_reason': [
    'warning',
    '{title}: declared not applicable without a reason, so it applies.',
    'Give the reason.',
  ],
  'gate.contradicted': [
    'warning',
    '{title}: declared twice, differently, so it applies.',
    'Keep one declaration.',
  ],
  'gate.bound_but_not_applicable': [
    'warning',
    '{title}: declared not applicable, yet evidence is bound to it.',
    'Drop the binding, or let the gate apply.',
  ],
  'gate.not_in_policy': [
    'warning',
    'The dossier declares gate "{gate}", which the policy does not have.',
    'Correct its id.',
  ],
  'gate.undocumented': [
    'error',
    'The breaking change "{what}" has no BREAKING: label or no migration guide.',
    'Add both to the dossier.',
  ],
  'gate.notes_missing': ['error', 'The dossier holds no such notes.', 'Write them and mark them complete.'],
  'gate.notes_drafted': [
    'error',
    'The notes are drafted; drafted is not complete.',
    'Finish them and mark them complete.',
  ],
  'gate.change_not_told': [
    'error',
    'The compatibility notes do not tell the breaking change "{what}".',
    'Tell it in the words of the list.',
  ],
  'gate.change_not_listed': [
    'error',
    'The compatibility notes tell a breaking change that the dossier does not list: "{what}".',
    'List it under breakingChanges.',
  ],

  'waiver.not_allowed': ['warning', '{gate} is mandatory and cannot be waived ({owner}).', 'Prove the gate.'],
  'waiver.expired': [
    'warning',
    'The waiver of {gate} by {owner} ended on {until}.',
    'Prove the gate, or have the waiver renewed.',
  ],
  'waiver.unknown_gate': [
    'warning',
    '{owner} waives "{gate}", which the policy does not have.',
    'Correct its id.',
  ],

  'approval.missing': [
    'error',
    '{title}: approved by {have} of {quorum}.',
    'Get the approval, bound to this dossier.',
  ],
  'approval.stale_binding': [
    'error',
    '{title}: {person} approved another state of the dossier or other code.',
    'Have the present state approved.',
  ],
  'approval.rejected': ['error', '{title}: {person} rejected the release.', 'Settle what was objected to.'],
  'approval.self_approved': [
    'error',
    '{title}: {person} wrote or tagged the change and cannot approve it.',
    'Have somebody else approve.',
  ],
  'approval.one_person': [
    'warning',
    '{person} approved as {roles}: two signatures, one pair of eyes.',
    'Have somebody else take one of the roles.',
  ],

  'risk.unresolved_sev1': [
    'error',
    '{severity} risk "{title}" is {status}.',
    'Mitigate or close it; accepting it is not enough.',
  ],
  'risk.unresolved_sev2': [
    'error',
    '{severity} risk "{title}" is {status}.',
    'Mitigate or close it; accepting it is not enough.',
  ],
  'risk.unresolved_sev3': ['error', '{severity} risk "{title}" is {status}.', 'Mitigate or close it.'],
  'risk.unresolved_sev4': ['error', '{severity} risk "{title}" is {status}.', 'Mitigate or close it.'],
  'risk.fallback_expired': [
    'warning',
    'The accepted fallback for "{title}" ended on {until}, so the risk counts.',
    'Resolve the risk, or have the fallback accepted again.',
  ],

  'profile.not_enough': [
    'error',
    'A {releaseType} release needs profile {allowed}; this one has {profile}.',
    'Certify again with a sufficient profile.',
  ],
  'profile.external_not_covered': [
    'error',
    'A {releaseType} release that touches {providers} needs profile {allowed}; this one has {profile}.',
    'Certify against the provider itself.',
  ],
  'profile.unknown_type': [
    'error',
    'The policy says nothing about {releaseType} releases.',
    'Add the type to the policy.',
  ],

  'checklist.not_passed': [
    'error',
    'Required check "{check}" ({area}) is not done.',
    'Run the check itself, not the list.',
  ],
  'checklist.unproven': [
    'error',
    '"{check}" ({area}) is ticked, but [its artifact "{item}" did not pass and ]a tick is not evidence.',
    'Run the check and name its artifact.',
  ],

  'kpi.differs': [
    'warning',
    '{name}: the dossier says {declared}[ {unit}], the evidence {measured}[ {unit}]; the evidence counts.',
    'Let the dossier take the number from the evidence.',
  ],
  'kpi.not_measured': [
    'warning',
    '{name}: "{item}" does not measure {metric}.',
    'Name the artifact and metric that carry it.',
  ],
  'attempt.last_failed': [
    'warning',
    'The last attempt, number {n}, failed[ at {gates}].',
    'Rework it and run the evidence again.',
  ],

  'declared.go_recomputed_no_go': [
    'warning',
    'The dossier declares GO; recomputed from its evidence it is NO-GO ({blockers} in the way).',
    'Believe the evidence.',
  ],
  'declared.no_go_recomputed_go': [
    'warning',
    'The dossier declares NO-GO; recomputed from its evidence it is GO.',
    'Say in the dossier, as a risk or a failing gate, what keeps it from GO.',
  ],
  'declared.inconclusive': [
    'note',
    'The dossier calls itself inconclusive; recomputed from its evidence it is {recomputed}.',
  ],

  'policy.nothing_required': [
    'error',
    'Policy {policy} {version} requires nothing, so nothing can pass.',
    'Add gates to it.',
  ],
  'policy.threshold_lowered': [
    'warning',
    'Policy {policy} {version} loosens the limit of {metric} in {of} from {from} to {to} without saying why.',
    'Name the reviewed baseline update, or restore the limit.',
  ],
  'policy.threshold_rebased': [
    'note',
    'Policy {policy} {version} loosens the limit of {metric} in {of} from {from} to {to}, by a reviewed baseline update.',
  ],
}
