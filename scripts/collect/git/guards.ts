/** How git is started: settings that win over every configuration file, and what its environment says. */
export type Guards = {
  settings: Readonly<Record<string, string>>
  environment: Readonly<Record<string, string>>
}

const NOWHERE = process.platform === 'win32' ? 'NUL' : '/dev/null'

/** Held always: no hook, no helper that watches files, no question, messages that every machine writes alike. */
const ALWAYS: Guards = {
  settings: { 'core.fsmonitor': 'false', 'core.hooksPath': NOWHERE },
  environment: { GIT_TERMINAL_PROMPT: '0', GIT_NO_LAZY_FETCH: '1', LC_ALL: 'C' },
}

/**
 * For a repository of strangers, of which everything may be hostile but the bytes of objects whose id was recomputed: no
 * configuration but its own, and of that nothing that runs a program, reaches a host or shows other objects than the ones named.
 */
export const READING: Guards = {
  settings: {
    ...ALWAYS.settings,
    // The repository was named by the person who runs this, so its owner does not matter; nothing in it is run.
    'safe.directory': '*',
    // What it says of commits is never compared with them.
    'core.commitGraph': 'false',
    'i18n.logOutputEncoding': 'UTF-8',
  },
  environment: {
    ...ALWAYS.environment,
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_CONFIG_GLOBAL: NOWHERE,
    // Unlike the setting, which protocol.ext.allow of the repository would win over.
    GIT_ALLOW_PROTOCOL: 'none',
    GIT_NO_REPLACE_OBJECTS: '1',
    GIT_GRAFT_FILE: NOWHERE,
  },
}

/**
 * For bringing an address into our own folder, with the person's own configuration, since that knows how to reach the host.
 * @param protocol the address's own: no helper, redirect or submodule gets another one.
 */
export function fetchingGuards(protocol: 'https' | 'ssh' | 'file'): Guards {
  return {
    settings: { ...ALWAYS.settings, 'gc.auto': '0', 'maintenance.auto': 'false' },
    environment: {
      ...ALWAYS.environment,
      GIT_ALLOW_PROTOCOL: protocol,
      GIT_ASKPASS: '',
      SSH_ASKPASS: '',
      GIT_SSH_COMMAND: process.env['GIT_SSH_COMMAND'] ?? 'ssh -oBatchMode=yes',
      GIT_LFS_SKIP_SMUDGE: '1',
    },
  }
}

/** For asking a work tree's configuration, the person's included, what somebody is called there. */
export const ASKING: Guards = {
  ...ALWAYS,
  environment: { ...ALWAYS.environment, GIT_ALLOW_PROTOCOL: 'none' },
}

/** Arguments that stand before the command. */
export function guardArguments({ settings }: Guards): string[] {
  return ['--no-pager', ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])]
}

/** This process's environment without what steers git, such as the `GIT_DIR` of a hook that calls us; then what the guards say. */
export function guardedEnvironment({ environment }: Guards, surroundings = process.env): NodeJS.ProcessEnv {
  const own = Object.entries(surroundings).filter(([name]) => !/^GIT_/i.test(name))
  return { ...Object.fromEntries(own), ...environment }
}
