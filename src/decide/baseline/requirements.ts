import type { BaselineOutcome } from '#model/public-facts.ts'

/** What anybody can ask of a release, in the order in which it is shown. */
export interface BaselineRequirement {
  id: string
  title: string
  /** Ids of the OpenSSF OSPS Baseline that it answers to; some are ours alone. */
  osps: readonly string[]
}

/** Every requirement, with the ids of the OpenSSF OSPS Baseline of July 2026. */
export const BASELINE: readonly BaselineRequirement[] = [
  { id: 'version', title: 'A version of its own', osps: ['OSPS-BR-02.01'] },
  { id: 'assets', title: 'Assets belong to the release', osps: ['OSPS-BR-02.02'] },
  { id: 'changes', title: 'A log of changes', osps: ['OSPS-BR-04.01'] },
  { id: 'tools', title: 'Dependencies by standard tools', osps: ['OSPS-BR-05.01'] },
  { id: 'signed', title: 'Signed', osps: ['OSPS-BR-06.01'] },
  { id: 'same-signer', title: 'Same signer as before', osps: [] },
  { id: 'licence', title: 'Licence in the source', osps: ['OSPS-LE-02.01', 'OSPS-LE-03.01'] },
  { id: 'licence-assets', title: 'Licence beside the assets', osps: ['OSPS-LE-03.02'] },
  { id: 'guide', title: 'User guide', osps: ['OSPS-DO-01.01'] },
  { id: 'defects', title: 'How to report a defect', osps: ['OSPS-DO-02.01'] },
  { id: 'verifying', title: 'How to verify a release', osps: ['OSPS-DO-03.01', 'OSPS-DO-03.02'] },
  { id: 'support', title: 'Support and end of security updates', osps: ['OSPS-DO-04.01', 'OSPS-DO-05.01'] },
  { id: 'dependencies', title: 'How dependencies are chosen', osps: ['OSPS-DO-06.01'] },
  { id: 'listed', title: 'Direct dependencies listed', osps: ['OSPS-QA-02.01'] },
  { id: 'bill', title: 'Bill of materials with compiled assets', osps: ['OSPS-QA-02.02'] },
  { id: 'reporting', title: 'How to report a vulnerability', osps: ['OSPS-VM-02.01'] },
  { id: 'private', title: 'Private reporting of vulnerabilities', osps: ['OSPS-VM-03.01'] },
  { id: 'checks', title: 'Checks green at the first attempt', osps: [] },
  { id: 'reviewed', title: 'Reviewed by another person', osps: [] },
  { id: 'unchangeable', title: 'Unchangeable', osps: [] },
]

/** What came of one requirement: the key of the sentence that says why, what it is about, and the files that show it. */
export interface Answer {
  outcome: BaselineOutcome
  because: string
  args: Readonly<Record<string, string | number>>
  /** Paths in the tagged tree. */
  paths: readonly string[]
}

/** @param because key of a sentence about the baseline. */
export function answer(
  outcome: BaselineOutcome,
  because: string,
  args: Answer['args'] = {},
  paths: readonly string[] = [],
): Answer {
  return { outcome, because, args, paths }
}
