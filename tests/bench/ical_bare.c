/* The bare peer of bench-intake: libical reads a calendar from standard input and counts its
 * events, nothing else: no check, no zone, no hearing. */
#include <libical/ical.h>
#include <stdio.h>
#include <stdlib.h>

enum { ROOM = 32 << 20 };

int main(void)
{
    char *text = calloc(1, ROOM + 1);
    int n = 0;
    if (text == NULL || fread(text, 1, ROOM, stdin) == 0)
        return 1;
    icalcomponent *c = icalparser_parse_string(text);
    icalcomponent *e = icalcomponent_get_first_component(c, ICAL_VEVENT_COMPONENT);
    while (e != NULL) {
        n++;
        e = icalcomponent_get_next_component(c, ICAL_VEVENT_COMPONENT);
    }
    printf("%d\n", n);
    icalcomponent_free(c);
    free(text);
    return 0;
}
