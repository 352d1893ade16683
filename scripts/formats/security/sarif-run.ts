import { type Finding, finding } from '#model/finding.ts'
import type { SarifComponent, SarifInvocation, SarifNotification, SarifRun } from './sarif-shape.ts'

/**
 * Every way in which SARIF lets a tool say that a run did not go well (SARIF 2.1.0, 3.20 and 3.58), for runs that call
 * themselves successful too: a scan that skipped half of the files reports it as a notification of level `error`. The
 * conversion of a log from another format is a run of its own.
 * @returns why nobody may conclude anything from the runs; none for runs that all went well, or say nothing of it.
 */
export function runTroubles(runs: readonly SarifRun[]): Finding[] {
  const failed = runs.filter((run) => invocationsOf(run).some((each) => !each.executionSuccessful)).length
  const killed = runs.filter((run) => invocationsOf(run).some(isKilled)).length
  const errors = runs.reduce((sum, run) => sum + errorsIn(run), 0)
  const codes = runs.flatMap((run) => strangeCodes(run))
  return [
    ...(failed > 0 ? [finding('sarif.execution_failed', { runs: failed })] : []),
    ...(killed > 0 ? [finding('sarif.killed', { runs: killed })] : []),
    ...(errors > 0 ? [finding('sarif.errors_reported', { total: errors })] : []),
    ...codes.slice(0, 1).map((exit) => finding('sarif.exit_code', { exit })),
  ]
}

function invocationsOf({ invocations, conversion }: SarifRun): SarifInvocation[] {
  const converted = conversion?.invocation
  return [...(invocations ?? []), ...(converted ? [converted] : [])]
}

/** It never started, or was ended from outside. */
function isKilled(invocation: SarifInvocation): boolean {
  const { exitSignalName, exitSignalNumber, processStartFailureMessage } = invocation
  return Boolean(exitSignalName || exitSignalNumber || processStartFailureMessage)
}

/** Scanners that found something end with 1; any other code, and this one without a finding, is trouble nobody told. */
function strangeCodes(run: SarifRun): number[] {
  const isEmpty = (run.results ?? []).length === 0
  return invocationsOf(run).flatMap(({ exitCode }) =>
    !exitCode || (exitCode === 1 && !isEmpty) ? [] : [exitCode],
  )
}

function errorsIn(run: SarifRun): number {
  const said = invocationsOf(run).flatMap((each) => [
    ...(each.toolExecutionNotifications ?? []),
    ...(each.toolConfigurationNotifications ?? []),
  ])
  return said.filter((each) => isError(each, run)).length
}

/** A notification is a warning unless it, or its descriptor, says otherwise; a level that nobody knows is no warning. */
function isError({ level, exception, descriptor }: SarifNotification, { tool }: SarifRun): boolean {
  if (exception) return true
  const components = [tool.driver, ...(tool.extensions ?? [])]
  const known = descriptor ? components.flatMap((each) => descriptorIn(each, descriptor)) : []
  const said = level ?? known[0]?.defaultConfiguration?.level ?? 'warning'
  return !['warning', 'note', 'none'].includes(said)
}

function descriptorIn({ notifications }: SarifComponent, { id, index }: { id?: unknown; index?: unknown }) {
  const all = notifications ?? []
  const named = all.filter((each) => typeof id === 'string' && each.id === id)
  return named.length > 0 ? named : typeof index === 'number' ? all.slice(index, index + 1) : []
}
