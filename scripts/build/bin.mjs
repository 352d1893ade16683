#!/usr/bin/env node
// The command of the installed package. Plain JavaScript, so that an older Node understands it and is told what it lacks.
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
if (major < 22 || (major === 22 && minor < 22)) {
  console.error(
    `This needs Node 22.22.3 or newer, and here it is ${process.versions.node}. Install one from https://nodejs.org, or let npm bring it: npx -p node@24 -p release-catalog release-catalog`,
  )
  process.exit(2)
}

/** The programs that have a first word of their own. A look at a repository is what most come for, so it needs none. */
const [first = 'start'] = process.argv.slice(2)
const named = ['build', 'serve', 'start'].includes(first)
if (named) process.argv.splice(2, 1)
const program = named ? first : /^--(repository|port|lenient)\b/.test(first) ? 'start' : 'catalog'
await import(`./scripts/${program}.js`)
