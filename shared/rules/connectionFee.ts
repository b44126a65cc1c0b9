/** What a connection costs, of a row of rates: kopecks, with VAT where it is due. */
export type ConnectionRate = { baseKopecks: number; perKwKopecks: number; advancePercent: number }
/** `advanceKopecks` is the part of the fee that is paid before the works begin. */
export type ConnectionFee = { feeKopecks: number; advanceKopecks: number }

/** Power in kW counts to hundredths; the fee is rounded to whole kopecks, the advance up, so that it is never less than its share. */
export function connectionFee(
  powerKw: number,
  { baseKopecks, perKwKopecks, advancePercent }: ConnectionRate,
): ConnectionFee {
  const hundredths = Math.round(powerKw * 100)
  const feeKopecks = baseKopecks + Math.round((perKwKopecks * hundredths) / 100)
  return { feeKopecks, advanceKopecks: Math.ceil((feeKopecks * advancePercent) / 100) }
}
