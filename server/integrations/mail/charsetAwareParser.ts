import { Transform, type TransformCallback } from 'node:stream'
import { MailParser, type MailParserOptions } from 'mailparser'
import { decodeText } from './decodeText.ts'

const HINT = 'okno-hint-'

/** Collects a text part whole and reads it in the charset it is really in. */
class Decoder extends Transform {
  readonly #declared: string
  readonly #chunks: Buffer[] = []

  constructor(from: string) {
    super()
    this.#declared = from.startsWith(HINT) ? from.slice(HINT.length) : from
  }

  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: TransformCallback) {
    this.#chunks.push(chunk)
    done()
  }

  override _flush(done: TransformCallback) {
    done(null, Buffer.from(decodeText(Buffer.concat(this.#chunks), this.#declared)))
  }
}

/**
 * mailparser takes a part that says UTF-8, ASCII or nothing at its word and loses the bytes that are not. Its `Iconv` option
 * is asked for every other charset, so each part is given a name of ours and comes to the decoder with its bytes.
 */
export class CharsetAwareParser extends MailParser {
  constructor(options: MailParserOptions) {
    super({ ...options, Iconv: Decoder })
  }

  createNode(part: unknown): unknown {
    const node: unknown = Reflect.apply(Reflect.get(MailParser.prototype, 'createNode'), this, [part])
    if (isTextNode(node)) node.charset = `${HINT}${node.charset ?? ''}`
    return node
  }
}

function isTextNode(node: unknown): node is { charset?: string } {
  return typeof node === 'object' && node !== null && 'isAttachment' in node && !node.isAttachment
}
