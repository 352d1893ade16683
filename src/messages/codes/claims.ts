import type { MessageTable } from '../message.ts'

/** What becomes of what a dossier says: risks, attempts, checklists, KPIs, promotions, smoke runs, its own decision, and the log. */
export const CLAIMS: MessageTable = {
  'log.breaking_not_listed': [
    'error',
    'Commit {commit} says that it breaks something, and the dossier does not list it: "{what}".',
    'List it under breakingChanges in the dossier with its commit, a BREAKING: label and a migrationGuide.',
  ],
  'log.breaking_too_many': [
    'error',
    '{more|more commit says|more commits say} that they break something than the {shown} that can be compared with the dossier.',
    'Release more often, so that each release breaks what its readers can follow.',
  ],
  'log.unknown': [
    'error',
    'The log since the release before is not all here, so nobody can tell whether it names breaking changes that the dossier lacks.',
    'Collect from a full clone: git fetch --unshallow --tags.',
  ],

  'risk.dropped': [
    'error',
    '{severity} risk "{title}" was open in {version}; this dossier does not list it, or lists it as less grave and does not say why.',
    'List it again under its id ({risk}): open, or closed with what was done and what shows it. If it is less grave now, say under mitigation why.',
  ],
  'risk.dropped_more': [
    'error',
    '{count|more risk|more risks} left open before that this dossier does not list, none of them graver than those named.',
    'List every risk that an earlier release left open until it is closed.',
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
  'risk.no_mitigation': [
    'error',
    '{severity} risk "{title}" is called {status}, but the dossier does not say what was done.',
    'Write under mitigation of the risk what was done, and name the evidence or link that shows it.',
  ],
  'risk.no_proof': [
    'error',
    '{severity} risk "{title}" is called {status}, and nothing shows that its mitigation is in place.',
    'Name the artifact that shows it under evidence of the risk, or the pull request or report under link.',
  ],
  'risk.proof_not_passed': [
    'error',
    '{severity} risk "{title}" is called {status}, but its artifact "{item}" did not pass.',
    'Run the check that shows the mitigation on the released code, and name its artifact under evidence of the risk.',
  ],
  'risk.fallback_expired': [
    'warning',
    'The accepted fallback for "{title}" ended on {until}, so the risk counts.',
    'Resolve the risk, or have its owner accept the fallback again with a new end.',
  ],
  'risk.fallback_not_allowed': [
    'warning',
    'The fallback for {severity} risk "{title}" does not count[; the policy allows one for {allowed} only].',
    'Mitigate the risk, or have its severity assessed again.',
  ],
  'risk.fallback_too_long': [
    'warning',
    'The fallback for "{title}" runs until {until}; the policy allows {days} days from the decision, so the risk counts.',
    'Have its owner accept the fallback for a shorter time, or resolve the risk.',
  ],

  'checklist.not_passed': [
    'error',
    'Required check "{check}" ({area}) is not done.',
    'Run the check itself, then update the checklist.',
  ],
  'checklist.unproven': [
    'error',
    '"{check}" ({area}) is ticked, but [its artifact "{item}" did not pass and ]a tick is not evidence.',
    'Run the check, and name its artifact under evidence of the checklist item.',
  ],

  'budget.exceeded': [
    'error',
    '{name}: "{file}" measures {value}[ {unit}], and the budget of the service is {limit}[ {unit}].',
    'Find what became slower and measure again, or have the owner of the service change latencyBudgets on its page.',
  ],
  'budget.not_measured': [
    'warning',
    '{name}: no evidence of the release measures {measure}, for which the service has a budget.',
    'Measure it, and write the number under this name into a file that the dossier names as evidence.',
  ],
  'kpi.beyond_tolerance': [
    'error',
    '{name}: {value}[ {unit}], from {before}[ {unit}] in {release}, is beyond the tolerance of {tolerance} %.',
    'Find what made it worse and measure again on the same topology; a new baseline needs a review of its own.',
  ],
  'kpi.differs': [
    'warning',
    '{name}: the dossier says {declared}[ {unit}], the evidence {measured}[ {unit}]; the evidence counts.',
    'Have the step that writes the dossier take the number from the evidence.',
  ],
  'kpi.not_measured': [
    'warning',
    '{name}: "{item}" does not measure {metric}.',
    'Name the artifact and the metric that hold the number.',
  ],
  'attempt.last_failed': [
    'error',
    'The last attempt, number {n}, failed[ at {gates}].',
    'Fix what failed, run the checks again, and add the new attempt to attempts.',
  ],
  'attempt.run_again': [
    'warning',
    'Run {run} was started again: what it left is of attempt {attempt}.',
    'Find out why it failed before, and fix that. A check that is sometimes red proves less than one that never is.',
  ],
  'attempt.absorbed': [
    'warning',
    '{total|case|cases} of "{item}" passed only when tried again.',
    'Find out why it failed at first, and fix that. A check that is sometimes red proves less than one that never is.',
  ],
  'attempt.run_unknown': [
    'error',
    'No forge says which attempt of run {run} made its evidence, and the policy takes the first one only.',
    'Let the catalog ask GitHub for its runs (github.read in catalog.yaml), and name the run by the number that it has there.',
  ],
  'attempt.run_red': [
    'warning',
    'Run {run}[ of {workflow}] ended with {ended}[, on commit {commit}]; evidence of the same workflow says that all is well.',
    'Find out why it failed, and fix that. Starting it again until it is green hides what is wrong.',
  ],
  'attempt.commit_red': [
    'warning',
    'Run {run}[ of {workflow}] ended with {ended}[, on commit {commit}]. No evidence comes from that workflow.',
    'Look at why it failed before you release its commit.',
  ],
  'attempt.runs_cut': [
    'warning',
    'The forge knows more runs of the released code than the {shown} that were looked at.',
    'Open the list of runs of the commit on the forge: one that failed may be among the rest.',
  ],
  'attempt.runs_unknown': [
    'error',
    'Nobody could list the runs of the released code, and the policy takes the first attempt only.',
    'Let the catalog ask GitHub for its runs: github.read with runs, in catalog.yaml.',
  ],
  'attempt.no_gates': [
    'warning',
    'Attempt {n} failed, and the dossier does not say at which gates: all evidence has to be newer than that.',
    'Name them under failedGates, so that only their evidence has to be newer than the failure.',
  ],

  'promotion.unmet': [
    'warning',
    'It reached {environment} although these conditions are not shown to be met: {conditions}.',
    'Meet the conditions and record each as met under conditions of the promotion, or record the promotion as blocked or rolled back.',
  ],
  'promotion.direct_push': [
    'warning',
    'The way to {environment} went by a direct push to the release branch.',
    'Merge the change to the main branch first, then promote with the promotion script and record that step.',
  ],
  'promotion.hand_edited': [
    'warning',
    'The release branch was edited by hand on the way to {environment}.',
    'Make the change on the main branch, promote with the promotion script, and record that step.',
  ],
  'promotion.no_verify': [
    'warning',
    'Hooks were skipped (--no-verify) on the way to {environment}.',
    'Commit again with the hooks, and promote that commit.',
  ],
  'promotion.before_signoff': [
    'warning',
    'It was deployed to {environment} on {at}, before the audit sign-off of {signed}.',
    'Have this deployment reviewed by whoever signs off, and make the deploy job wait for the sign-off.',
  ],
  'promotion.no_signoff': [
    'warning',
    'It was deployed to {environment}, and the dossier records no audit sign-off.',
    'Have the release signed off, and record when under spine.signoff.',
  ],
  'promotion.before_approval': [
    'warning',
    'It was deployed to {environment} on {at}, before the approval of {title} on {approved}.',
    'Have this deployment reviewed by that role, and make the deploy job wait for every approval.',
  ],
  'promotion.without_approval': [
    'warning',
    'It was deployed to {environment} without an approval of {title} that counts.',
    'Roll back, or have that role approve this very dossier, and make the deploy job wait for every approval.',
  ],
  'promotion.undated': [
    'warning',
    'The dossier does not say when it was deployed to {environment}, so nobody can tell whether it was signed off before.',
    'Record the time under at of the promotion.',
  ],
  'smoke.failed': [
    'warning',
    'The smoke run in {environment} failed at: {steps:quoted}.',
    'Roll back or fix what failed, run the smoke checklist again, and add the new run to smokeRuns beside this one.',
  ],
  'smoke.nothing_passed': [
    'warning',
    'No step of the smoke run in {environment} passed.',
    'Run the smoke checklist there, and add the run to smokeRuns.',
  ],
  'smoke.none': [
    'warning',
    'It reached {environment}, and no smoke run there is dated after that.',
    'Run the smoke checklist there, and add the run with its time to smokeRuns.',
  ],
  'smoke.other_version': [
    'warning',
    'In {environment} version {reported} is reported, and the tag says {version}.',
    'Deploy this release there, run the smoke checklist again, and add the run to smokeRuns.',
  ],
  'smoke.version_unknown': [
    'warning',
    'Nobody asked {environment} which version it runs, so the smoke run may be about another one than {version}.',
    'Have the smoke checklist ask for the build information, and record it under buildVersion of the run.',
  ],

  'input.unknown': [
    'warning',
    'The dossier names "{id}" of the {register} register, which holds no such item.',
    'Add the item to the register in inputs/ beside catalog.yaml, or correct its id in the dossier.',
  ],

  'declared.go_recomputed_no_go': [
    'warning',
    'The dossier declares GO; recomputed from its evidence it is NO-GO ({blockers} blocking).',
    'Clear the blockers listed here, or declare NO-GO.',
  ],
  'declared.no_go_recomputed_go': [
    'warning',
    'The dossier declares NO-GO; recomputed from its evidence it is GO.',
    'Record in the dossier, as a risk or a failed gate, what keeps it from GO.',
  ],
  'declared.inconclusive': [
    'note',
    'The dossier declares itself inconclusive; recomputed from its evidence it is {recomputed}.',
  ],
}
