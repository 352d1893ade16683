import { spawnSync } from 'node:child_process'

/** Test files that make their own input with a program of the system, which a machine with git and npm alone may lack. */
const NEEDED: Readonly<Record<string, readonly string[]>> = {
  'test/scripts/collect/signed-tags.test.ts': ['gpg', 'ssh-keygen'],
  'test/scripts/verify/ssh-keygen.test.ts': ['ssh-keygen'],
  'test/scripts/verify/ssh.test.ts': ['ssh-keygen'],
}

/** True when a program of this name is there to be run. */
export function hasProgram(name: string): boolean {
  return spawnSync(name, ['--version'], { stdio: 'ignore' }).error === undefined
}

/** The test files that cannot run on this machine, each with the programs that it lacks. */
export function lackingPrograms(has: (name: string) => boolean = hasProgram): Map<string, string[]> {
  const lacking = Object.entries(NEEDED).map(
    ([file, programs]) => [file, programs.filter((name) => !has(name))] as const,
  )
  return new Map(lacking.filter(([, programs]) => programs.length > 0))
}
