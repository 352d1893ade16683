import type { MessageTable } from '../message.ts'

/** How a release went through the environments, and what the smoke runs found there. None of it decides. */
export const PROMOTION: MessageTable = {
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
}
