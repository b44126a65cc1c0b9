import { type ReactNode, useEffect, useRef } from 'react'
import classes from './Portal.module.css'

/** The question of a screen. It takes the focus, so that a screen reader begins with it and Tab leads to the answer. */
export function Heading({ children, step }: { children: ReactNode; step?: string }) {
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    heading.current?.focus()
    window.scrollTo({ top: 0 })
  }, [])
  return (
    <h2 ref={heading} tabIndex={-1} className={classes.heading}>
      {step && <span className={classes.step}>{step}</span>}
      {children}
    </h2>
  )
}
