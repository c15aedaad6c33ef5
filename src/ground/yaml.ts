/** The one reader of YAML: the statute's tables, front matter of templates, samples. */
export { type Document, isMap, isNode, isScalar, isSeq, LineCounter, parse as parseYaml, parseDocument } from 'yaml'
