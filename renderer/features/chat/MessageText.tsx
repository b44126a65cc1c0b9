import classes from './ChatThread.module.css'

// our own portal, or an address of the web
const LINK = /(https?:\/\/[^\s<>"«»]+[^\s<>"«».,;:!?)]|(?<=\s|^)\/portal\/)/g

/** Plain text with its lines and its links; nothing in it is ever markup. */
export function MessageText({ text }: { text: string }) {
  return (
    <p className={classes.text}>
      {text.split(LINK).map((part, index) =>
        index % 2 === 1 ? (
          // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one text never move
          <a key={index} href={part} target="_blank" rel="noopener noreferrer">
            {part.startsWith('/') ? window.location.host + part : part}
          </a>
        ) : (
          part
        ),
      )}
    </p>
  )
}
