import { spawn } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'

/** What a whole process, with all it started, cost: seconds of processor, and bytes in memory at most. */
export interface Cost {
  cpu: number
  memory: number
}

interface Command {
  /** What to run; absent = this node. */
  program?: string
  args: readonly string[]
  cwd: string
  env?: Readonly<Record<string, string>>
}

/** Linux counts processor time in hundredths of a second, whatever the machine. */
const TICKS = 100
const POLL_MILLISECONDS = 25

/**
 * Runs `node`, or another program, with the given arguments to its end and measures it through /proc (Linux only). What
 * its processes hold and have worked is looked at forty times a second: memory is the sum of all at one look, and a
 * process that nobody waited for, as Pagefind's, counts with what it had worked at the last look. Throws with the
 * command's output when it fails.
 */
export async function measure({ program = process.execPath, args, cwd, env }: Command): Promise<Cost> {
  const before = childTicks()
  const child = spawn(program, args, { cwd, env: { ...process.env, ...env }, stdio: 'pipe' })
  const output: Buffer[] = []
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (bytes: Buffer) => output.push(bytes))
  const seen = new Map<number, number>()
  let memory = 0
  const timer = setInterval(() => {
    const pids = processTree(child.pid ?? 0)
    const held = pids.reduce((sum, pid) => sum + residentBytes(pid), 0)
    memory = Math.max(memory, held)
    for (const pid of pids) seen.set(pid, Math.max(ownTicks(pid), seen.get(pid) ?? 0))
  }, POLL_MILLISECONDS)
  const code = await new Promise((done) => child.on('close', done))
  clearInterval(timer)
  if (code !== 0) throw new Error(`${program} ${args.join(' ')} failed:\n${Buffer.concat(output)}`)
  // Neither number is ever too large: one lacks whom nobody waited for, the other what was worked after the last look.
  const looked = [...seen.values()].reduce((sum, ticks) => sum + ticks, 0)
  return { cpu: Math.max(childTicks() - before, looked) / TICKS, memory }
}

/** Processor time of a process by itself; 0 for one that has ended. */
function ownTicks(pid: number): number {
  const fields = statFields(pid)
  return Number(fields[11] ?? 0) + Number(fields[12] ?? 0)
}

/** Processor time of all children that have ended so far, and of theirs. */
function childTicks(): number {
  const fields = statFields('self')
  return Number(fields[13]) + Number(fields[14])
}

/** A process and all below it that are alive. */
function processTree(root: number): number[] {
  const alive = readdirSync('/proc')
    .map(Number)
    .filter((pid) => pid > 0)
  const parents = new Map(alive.map((pid) => [pid, Number(statFields(pid)[1])]))
  const inTree = (pid: number): boolean => pid === root || (pid > 1 && inTree(parents.get(pid) ?? 0))
  return [...parents.keys()].filter(inTree)
}

/** Fields of /proc/<pid>/stat after the name, which may hold spaces: the state is number 0, the parent number 1. */
function statFields(pid: number | 'self'): string[] {
  const text = readProc(`${pid}/stat`)
  return text.slice(text.lastIndexOf(')') + 2).split(' ')
}

function residentBytes(pid: number): number {
  return Number(/^VmRSS:\s+(\d+) kB/m.exec(readProc(`${pid}/status`))?.[1] ?? 0) * 1024
}

/** Empty for a process that has ended meanwhile. */
function readProc(path: string): string {
  try {
    return readFileSync(`/proc/${path}`, 'utf8')
  } catch {
    return ''
  }
}
