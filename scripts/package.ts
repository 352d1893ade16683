import { spawnSync } from 'node:child_process'
import { mkdirSync, rmSync } from 'node:fs'
import { resolve } from 'node:path'
import { stagePackage } from '#build/package.ts'
import { CliError } from '#lib/cli-error.ts'
import { newProgram, runProgram } from '#lib/program.ts'

const program = newProgram('npm run package --', 'Makes the npm package of this program.')
  .option('--out <dir>', 'where the tarball goes', '.cache/package')
  .action(({ out }: { out: string }) => {
    const staged = resolve('.cache/package/staged')
    rmSync(staged, { recursive: true, force: true })
    mkdirSync(staged, { recursive: true })
    mkdirSync(out, { recursive: true })
    stagePackage(staged)
    const { status } = spawnSync('npm', ['pack', staged, '--pack-destination', out, '--loglevel', 'error'], {
      stdio: 'inherit',
    })
    if (status !== 0) throw new CliError('npm could not make the package; the reason stands above.', 1)
  })

await runProgram(program)
