import { z } from 'zod'
import { asLine } from '#lib/text.ts'
import type { Reading } from '#model/evidence.ts'
import { finding } from '#model/finding.ts'
import { emptyReading, NO_COUNTS, readArtifactShape, unreadable } from '../reading.ts'
import { casesOf, failedPart, judgeDocument, missingPart, partsLeftOut } from './claim.ts'

const FORMAT = 'dpone-pre-release-checklist'

const Checklist = z.looseObject({
  release: z.string(),
  release_type: z.string(),
  checks: z.array(z.looseObject({ name: z.string(), passed: z.unknown() })).max(500),
})

/** True for a list of checks of a release type. */
export function isChecklist(document: unknown): boolean {
  return Marks.safeParse(document).success
}

const Marks = z.looseObject({ release_type: z.string(), checks: z.array(z.unknown()), release: z.string() })

/** What every release must have checked, and what a minor or major one must have checked besides [002]. */
const ALWAYS = ['documentation_mkdocs', 'ci_cd_quality', 'package']
const FULL = [
  'cli_help_surface',
  'cli_output_contracts',
  'run_cli_manifest',
  'run_python_api_manifest',
  'nested_hierarchical_identity',
  'nested_parent_child_integrity',
  'source_sink_strategy_matrix',
  'source_sink_artifacts',
  'docker_live_routes',
  'contracts_guardrails',
  'documentation_yaml_examples',
  'documentation_links',
  ...ALWAYS,
]

/**
 * Pre-release checklist. The list that must be complete is the longer one of the type that the file names and of the
 * release's version where it names one: a minor release may call itself a patch, and a patch by its number may be declared
 * minor. An extra check that did not pass fails it too, as in dpone. Every box is a claim: the gates behind them have
 * artifacts.
 */
export function readChecklist(document: unknown): Reading {
  const shape = readArtifactShape(FORMAT, Checklist, document)
  if (!shape.ok) return unreadable(FORMAT, shape.findings)
  const { release, release_type, checks } = shape.value
  const type = strictestType(release_type, typeOfVersion(release))
  const required = requiredChecks(type)
  const names = new Set(checks.map((check) => check.name))
  const red = checks.filter((check) => check.passed !== true)
  const missing = required.filter((name) => !names.has(name))
  const isOther =
    type !== release_type ? [finding('dpone.other_release_type', { said: asLine(release_type), type })] : []
  return {
    ...emptyReading(FORMAT),
    ...judgeDocument(FORMAT, document, {
      troubles: [...missing.map((name) => missingPart(name)), ...red.map((check) => failedPart(check.name))],
      gaps: [],
      remarks: [...isOther, ...partsLeftOut(checks.length)],
    }),
    dialect: `checklist of ${required.length} checks`,
    ...casesOf(checks.map((check) => ({ name: check.name, isPassed: check.passed === true }))),
    counts: { ...NO_COUNTS, total: checks.length, passed: checks.length - red.length, failed: red.length },
    metrics: { 'checks.required': required.length, 'checks.missing': missing.length },
  }
}

/** Of several names of a release's type the one that asks for most; null where a version says nothing. */
export function strictestType(...types: readonly (string | null)[]): string {
  const known = types.filter((type) => type !== null)
  return known.find((type) => requiredChecks(type) === FULL) ?? known[0] ?? 'patch'
}

/** The names of the checks that a release of a type needs; a type that nobody knows is a patch, as in dpone. */
export function requiredChecks(type: string): readonly string[] {
  return type === 'minor' || type === 'major' ? FULL : ALWAYS
}

/** The bare version that a release names, `v0.7.1` -> `0.7.1`; null for the run numbers that CI writes in its place. */
export function bareVersion(release: string | undefined): string | null {
  return /^v?([0-9]+\.[0-9]+\.[0-9]+)$/.exec(release ?? '')?.[1] ?? null
}

/** `v0.7.1` is a patch, `v0.7.0` a minor, `v1.0.0` a major release; null for what is no version. */
export function typeOfVersion(release: string): 'patch' | 'minor' | 'major' | null {
  const [, minor, patch] = /^v?[0-9]{1,6}\.([0-9]{1,6})\.([0-9]{1,6})$/.exec(release) ?? []
  if (minor === undefined || patch === undefined) return null
  if (Number(patch) > 0) return 'patch'
  return Number(minor) > 0 ? 'minor' : 'major'
}
