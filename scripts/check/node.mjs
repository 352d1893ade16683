// Loaded before a program by the scripts of package.json, and plain JavaScript, so that an older Node understands it. npm puts
// the Node of the package "node" first in their path; without its install script that package is empty.
if (!process.features.typescript) {
  console.error(
    `This needs Node 22.22.3 or newer, and here it is ${process.versions.node}: run "npm rebuild node", which fetches the one that npm ci --ignore-scripts left out, and try again.`,
  )
  process.exit(2)
}
