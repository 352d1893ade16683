import type { Step } from './fast-import.ts'

/** The dossier of a service's release, as its CI would write it; `parts` replaces members. */
export function dossierText(version: string, parts: Record<string, unknown> = {}): string {
  const dossier = {
    schemaVersion: 1,
    service: 'product',
    version,
    tag: `v${version}`,
    releaseType: 'minor',
    profile: 'real_local',
    purpose: `Purpose of ${version}`,
    ...parts,
  }
  return JSON.stringify(dossier)
}

/** A commit with a dossier and other files, and its annotated tag. */
export function dossierSteps(version: string, dossier: string, files: Record<string, string> = {}): Step[] {
  const at = `2026-03-0${1 + Number(version.split('.')[1])}T12:00:00Z`
  return [
    {
      commit: version,
      at,
      subject: `Release ${version}`,
      files: { 'release/dossier.json': dossier, ...files },
    },
    { tag: `v${version}`, of: version, message: version, at },
  ]
}

/** A JUnit file in which every case passed, or one failed. */
export function junit(isGreen = true): string {
  const failed = isGreen ? '' : '<testcase name="b"><failure message="no"/></testcase>'
  return `<testsuite name="s" timestamp="2026-03-01T10:00:00Z"><testcase name="a"/>${failed}</testsuite>`
}

/** The record of a review that was passed on 1 March 2026. */
export function review(): string {
  const subject = { what: 'the code' }
  const owner = { name: 'Ada' }
  return JSON.stringify({
    record: 1,
    act: 'review',
    title: 'Read',
    owner,
    date: '2026-03-01',
    subject,
    result: 'passed',
  })
}
