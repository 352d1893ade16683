import { spawn } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'

/** What a whole process, with all it started, cost: seconds of wall clock, seconds of processor, bytes at most. */
export interface Cost {
  wall: number
  cpu: number
  memory: number
}

export interface Command {
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
 * Runs `node`, or another program, with the given arguments to its end and measures it through /proc (Linux only). Memory is the sum of
 * all its processes, looked at forty times a second. Throws with the command's output when it fails.
 */
export async function measure({ program = process.execPath, args, cwd, env }: Command): Promise<Cost> {
  const before = childTicks()
  const started = performance.now()
  const child = spawn(program, args, { cwd, env: { ...process.env, ...env }, stdio: 'pipe' })
  const output: Buffer[] = []
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (bytes: Buffer) => output.push(bytes))
  let memory = 0
  const timer = setInterval(() => {
    memory = Math.max(memory, treeMemory(child.pid ?? 0))
  }, POLL_MILLISECONDS)
  const code = await new Promise((done) => child.on('close', done))
  clearInterval(timer)
  const wall = (performance.now() - started) / 1000
  if (code !== 0) throw new Error(`${program} ${args.join(' ')} failed:\n${Buffer.concat(output)}`)
  return { wall, cpu: (childTicks() - before) / TICKS, memory }
}

/** Processor time of all children that have ended so far, and of theirs. */
function childTicks(): number {
  const fields = statFields('self')
  return Number(fields[13]) + Number(fields[14])
}

function treeMemory(root: number): number {
  const parents = new Map(processes().map((pid) => [pid, Number(statFields(pid)[1])]))
  const inTree = (pid: number): boolean => pid === root || (pid > 1 && inTree(parents.get(pid) ?? 0))
  return [...parents.keys()].filter(inTree).reduce((sum, pid) => sum + residentBytes(pid), 0)
}

function processes(): number[] {
  return readdirSync('/proc')
    .map(Number)
    .filter((pid) => pid > 0)
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
