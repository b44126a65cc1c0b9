import classes from './Kbd.module.css'

/** The key of an action, as it stands on the button: `Ctrl ⏎`, `F2`. */
export function Kbd({ children }: { children: string }) {
  return (
    <kbd className={classes.kbd} aria-hidden>
      {children}
    </kbd>
  )
}
