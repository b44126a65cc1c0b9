import type { Connection } from '#shared/contract/connection'

/** What every form about an applicant is given. */
export type ActProps = { connection: Connection; onClose: () => void }
