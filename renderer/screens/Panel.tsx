import classes from './CaseScreen.module.css'

/** A titled part of the page of a case. */
export function Panel({ title, children }: { title: string; children: React.ReactNode }) {
  return (
    <section className={classes.panel} aria-label={title}>
      <h2>{title}</h2>
      {children}
    </section>
  )
}
