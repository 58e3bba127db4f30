/* Vietnamese letters: composed into one code point each (NFC), or folded to plain Latin for SMS. */
#ifndef I18N_FOLD_H
#define I18N_FOLD_H

#include "core/base.h"
#include "core/buf.h"

/* Appends in (UTF-8) with every Vietnamese base letter and its marks composed, whatever the order
 * of the marks: "e" + U+0323 + U+0302 becomes U+1EC7. Other text is copied as it is. The result is
 * NFC for Vietnamese text; decomposed text would cost twice as many SMS units. */
void text_nfc_vi(struct buf *out, struct sv in);

/* Appends in without Vietnamese marks: U+0111 becomes "d", curly quotes, dashes, ellipses and
 * unusual spaces become ASCII. True when the result is all ASCII and inside the GSM 03.38 alphabet;
 * false when some character could not be folded: it stands in the result as it was, never "?". */
bool vn_fold(struct buf *out, struct sv in);

#endif
