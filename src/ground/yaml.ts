/** The one reader of YAML: the statute's tables, front matter of templates, samples. */
export { isNode, LineCounter, parse as parseYaml, parseDocument } from 'yaml'
