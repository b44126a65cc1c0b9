import { useWords } from '../ui/words'
import classes from './Caller.module.css'
import { callerWords } from './words'

const KEYS = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '*', '0', '#']

export function Keypad({ onKey }: { onKey: (key: string) => void }) {
  const t = useWords(callerWords)
  return (
    <fieldset className={classes.keypad}>
      <legend>{t.keypad}</legend>
      {KEYS.map((key) => (
        <button key={key} type="button" aria-label={t.key({ key })} onClick={() => onKey(key)}>
          {key}
        </button>
      ))}
    </fieldset>
  )
}
