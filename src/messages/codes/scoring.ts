import type { MessageTable } from '../message.ts'

/** Why a scoring revision orders no queue, or no longer does. None of these touches a verdict. */
export const SCORING: MessageTable = {
  'scoring.no_manifest': [
    'error',
    'Revision {id} has no manifest, so nothing says for whom it is meant and what shows its worth.',
    'Add manifest: with the hash that catalog scoring prints, one cohort, and the file of its replay.',
  ],
  'scoring.manifest_of_other': [
    'error',
    'The manifest is for the hash {stated}; revision {id} is {found}.',
    'Assemble the manifest again for this revision: replay it, and write its hash.',
  ],
  'scoring.no_parent': [
    'error',
    'Revision {id} does not say which revision it was made from.',
    'Name that revision and its hash under profile.from.',
  ],
  'scoring.parent_unknown': [
    'error',
    'Revision {id} says that it was made from {parent}, which is not in the registry, or there twice.',
    'Keep every revision in the registry, also one that is no longer used.',
  ],
  'scoring.parent_changed': [
    'error',
    'Revision {id} was made from {parent}, which has been edited since.',
    'Restore {parent} as it was, and put the edit into a revision of its own.',
  ],
  'scoring.two_cohorts': [
    'error',
    'The manifest names {total} cohorts ({cohorts}); a revision is for one.',
    'Make one revision for each cohort, each with an approval of its own.',
  ],
  'scoring.no_cohort': [
    'error',
    'The manifest names no cohort; a revision is for exactly one.',
    'Name the cohort and its services in the manifest.',
  ],
  'scoring.service_unknown': [
    'error',
    'The cohort names the service {service}, which this catalog does not have.',
    'Correct its id, or leave it out.',
  ],
  'scoring.no_window': [
    'error',
    'Nothing says from when to when the revision may be live.',
    'Add window: with from and until, at most 90 days apart.',
  ],
  'scoring.window_empty': [
    'error',
    'The window ends ({until}) before it begins ({from}).',
    'Correct its two moments.',
  ],
  'scoring.window_too_long': [
    'error',
    'The window is {days} days long; at most {most} can be approved at once.',
    'Shorten it, and renew it before its end if the revision is still wanted.',
  ],
  'scoring.no_replay': [
    'error',
    'The manifest names no replay, so nothing shows what the revision would have done.',
    'Replay it, write the three tables into a file below replay/, and name that with its SHA-256.',
  ],
  'scoring.replay_missing': [
    'error',
    'The replay {file} is not there.',
    'Put it beside the scoring files, or correct its path in the manifest.',
  ],
  'scoring.replay_changed': [
    'error',
    'The replay {file} has other bytes than the manifest says.',
    'Restore the file that was reviewed, or review this one and have its digest approved.',
  ],
  'scoring.replay_unreadable': [
    'error',
    'The replay {file} cannot be read.',
    'Correct what the list of refused files says about it.',
  ],
  'scoring.replay_of_other': [
    'error',
    'The replay {file} was made of another revision.',
    'Replay this revision: its hash stands in the replay.',
  ],
  'scoring.replay_against_other': [
    'error',
    'The replay {file} compares with another profile than the one that the way back leads to.',
    'Replay against the trusted profile that the rollback packet names.',
  ],
  'scoring.replay_source_missing': [
    'error',
    'The replay {file} lacks the source {source}.',
    'Replay all four: regression history, canary outcomes, overrides by the release board, missed reviews.',
  ],
  'scoring.replay_table_empty': [
    'error',
    'The replay {file} says nothing about {table}.',
    'Fill all three tables; none of them stands for another.',
  ],
  'scoring.replay_impossible': [
    'error',
    'The replay {file} counts more than there were.',
    'Have the replay written again; do not correct its numbers by hand.',
  ],
  'scoring.no_way_back': [
    'error',
    'There is no rollback packet: nothing says which profile is restored, and when.',
    'Add rollback: with a trusted profile, its hash, and guardrails with their triggers.',
  ],
  'scoring.way_back_unknown': [
    'error',
    'The way back leads to {to}, which is no baseline of this registry.',
    'Name a baseline that was approved without an end.',
  ],
  'scoring.way_back_changed': [
    'error',
    'The way back leads to {to}, which has another hash now.',
    'Restore that profile as it was, or assemble the packet again and have it approved.',
  ],
  'scoring.way_back_untrusted': [
    'error',
    'The way back leads to {to}, which no release manager has approved.',
    'Have the baseline approved first.',
  ],
  'scoring.guardrail_missing': [
    'error',
    'The rollback packet has no trigger for {guardrail}.',
    'Add the guardrail with its trigger and how often it is looked at.',
  ],
  'scoring.guardrail_twice': [
    'error',
    'The rollback packet has two triggers for {guardrail}.',
    'Keep the one that is meant.',
  ],

  'scoring.not_approved': [
    'error',
    'No release manager has approved revision {id}.',
    'Have its manifest, window and rollback packet approved; catalog scoring prints the three hashes.',
  ],
  'scoring.edited': [
    'error',
    'The approval by {approver} is for the hash {approved}; revision {id} is {found}, for it was edited afterwards.',
    'Have the new hash approved, or put the revision back as it was.',
  ],
  'scoring.manifest_not_approved': [
    'error',
    'The approval by {approver} is not for the manifest of revision {id} as it is.',
    'Have the manifest approved by its hash, which catalog scoring prints.',
  ],
  'scoring.rollback_not_approved': [
    'error',
    'The approval by {approver} is not for the rollback packet of revision {id} as it is.',
    'Have the rollback packet approved by its hash, which catalog scoring prints.',
  ],
  'scoring.cohort_not_approved': [
    'error',
    'The approval by {approver} is not for the cohort {cohort}[, but for {approved}].',
    'Have this cohort approved; an approval is for one.',
  ],
  'scoring.window_not_approved': [
    'error',
    'The approval by {approver} names no window.',
    'Have the exact window approved.',
  ],
  'scoring.baseline_bounded': [
    'error',
    'The approval by {approver} names a cohort or a window, and a baseline has neither.',
    'Have it approved as a baseline, or make it a bounded revision.',
  ],
  'scoring.approved_before_made': [
    'error',
    '{approver} approved revision {id} at {at}, before it was made ({made}).',
    'Correct the moment that is wrong, or have it approved now.',
  ],
  'scoring.approver_is_author': [
    'error',
    '{approver} approves what {author} made: that may be one person.',
    'Have another release manager approve it.',
  ],
  'scoring.approver_role': [
    'error',
    '{approver} approved as {role}; only a {wanted} can.',
    'Have a release manager approve it.',
  ],
  'scoring.approver_unknown': [
    'error',
    '{approver} is nobody whom this catalog knows.',
    'Add the person to people.yaml, or have somebody approve who stands there.',
  ],
  'scoring.approver_may_not': [
    'error',
    '{approver} is not a {wanted}, or no longer was when this was approved.',
    'Have somebody approve who has that role in people.yaml.',
  ],
  'scoring.no_trade_off': [
    'error',
    '{approver} does not say which noisier or quieter review is accepted.',
    'Have the approval say it under tradeOff, in one sentence.',
  ],

  'scoring.not_activated': [
    'warning',
    'Revision {id} is approved, and nobody has activated it.',
    'Add the act activate to its history once it is live, inside the approved window.',
  ],
  'scoring.activated_unapproved': [
    'error',
    'Revision {id} was activated at {at} without an approval that counts for that moment.',
    'Have it approved, then activate it inside the approved window.',
  ],
  'scoring.activated_twice': [
    'warning',
    'Revision {id} was activated again at {at}, which changes nothing.',
    'To go on after its end, make a new revision; to prolong it before, have a renewal approved.',
  ],
  'scoring.broadened': [
    'error',
    'Revision {id} was activated at {at} for another cohort[ ({cohort})] than the approved one[ ({approved})], so it is live for neither.',
    'Activate it for the approved cohort; another one needs a revision of its own.',
  ],
  'scoring.extended_late': [
    'error',
    'Revision {id} was to be extended at {at}, when it was not live.',
    'What ended stays ended: make a new revision, with a replay and an approval of its own.',
  ],
  'scoring.extended_unapproved': [
    'error',
    'Revision {id} was extended at {at} without an approval of the new window.',
    'Have the same hash approved for the new window before the old one ends.',
  ],
  'scoring.in_future': [
    'error',
    'The {what} is dated {at}, which lies ahead of this catalog.',
    'Write down what has happened, when it has.',
  ],

  'scoring.expired': ['note', 'Its window ended on {until} without a renewal[, and {to} is in force again].'],
  'scoring.breached': [
    'error',
    'The guardrail {guardrail} reached {value} {unit}, trigger {trigger}[; {to} is in force again].',
    'Find out why. This revision stays off; a better one needs a replay and an approval of its own.',
  ],
  'scoring.rolled_back': ['note', 'It was taken back on {at}[, and {to} is in force again].'],
  'scoring.rollback_unrecorded': [
    'warning',
    'The way back was taken at {at}, and nobody has recorded it.',
    'Add the act rollback to the history, with who saw it and why.',
  ],
  'scoring.unobserved': [
    'error',
    'Nobody has looked at the guardrail {guardrail} for more than {hours} hours, so since {since} nothing shows that it holds.',
    'Observe it and add the value; the revision is live again from then on, until its window ends.',
  ],
  'scoring.overlap': [
    'error',
    'Several revisions are live for the service {service} at once ({revisions}), so none of them orders its items.',
    'Take one of them back; a successor begins when the one before has ended.',
  ],
  'scoring.file_unreadable': [
    'error',
    'The file cannot be opened.',
    'Check that it is a plain file, and its permissions.',
  ],
  'scoring.same_id': [
    'error',
    'Several files are the revision {id}, so none of them is.',
    'Give each revision an id of its own.',
  ],
  'scoring.item_of_stranger': [
    'warning',
    'The item {item} is about the service {service}, which this catalog does not have, so it stands in no queue.',
    'Correct the id of the service.',
  ],
}
