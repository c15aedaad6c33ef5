/** The one door to YAML: the statute’s tables, front matter of templates, samples; and the law as it lies in a bundle, written. */
export {
  type Document,
  isMap,
  isNode,
  isScalar,
  isSeq,
  LineCounter,
  parse as parseYaml,
  parseDocument,
  stringify as yamlText,
} from 'yaml'
