/* How many parts a text message takes, and so what it costs (3GPP 23.038 and 23.040). Pure. */
#ifndef NOTICE_SEGMENT_H
#define NOTICE_SEGMENT_H

#include "core/base.h"

struct sms_size {
    int units; /* septets of the GSM 7-bit alphabet, or UTF-16 units */
    int parts; /* 0 for an empty text */
    bool ucs2; /* some character is outside the GSM alphabet and its extension table */
};

/* GSM: 160 septets in one part, 153 in each of several; characters of the extension table take two,
 * never split between parts. UCS-2: 70 units, then 67. The same as Kannel makes (test_kannel.py),
 * and so what is paid. text is valid UTF-8, already composed (text_nfc_vi): decomposed letters cost
 * twice. */
struct sms_size sms_size(struct sv text);

#endif
