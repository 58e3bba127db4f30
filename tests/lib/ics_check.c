/* libical as the judge of calendars: `ics_check FILE...` parses each and lets icalrestriction_check
 * (RFC 5545, and RFC 5546 for the METHOD it has) look at it. Prints one line per event, "UID<tab>
 * START<tab>END<tab>TITLE" with instants in seconds since 1970, then what is wrong; ends with 1
 * when anything is. */
#include <libical/ical.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>

#define MAX (64u << 20)

/* The whole file with a NUL after it, to be freed; NULL when there is none. */
static char *read_all(const char *path)
{
    FILE *f = fopen(path, "rb");
    char *text = f ? malloc(MAX + 1) : NULL;
    if (text)
        text[fread(text, 1, MAX, f)] = '\0';
    if (f)
        (void)fclose(f);
    return text;
}

static const char *or_none(const char *s)
{
    return s ? s : "(none)";
}

/* An all-day event has dates, which begin nowhere in particular: they are shown as in UTC. */
static long long instant(icalcomponent *calendar, icalproperty *p, struct icaltimetype t)
{
    icalparameter *tzid = p ? icalproperty_get_first_parameter(p, ICAL_TZID_PARAMETER) : NULL;
    icaltimezone *zone =
        tzid ? icalcomponent_get_timezone(calendar, icalparameter_get_tzid(tzid)) : NULL;
    return (long long)icaltime_as_timet_with_zone(t, zone);
}

static void show_event(icalcomponent *calendar, icalcomponent *event)
{
    icalproperty *start = icalcomponent_get_first_property(event, ICAL_DTSTART_PROPERTY);
    icalproperty *end = icalcomponent_get_first_property(event, ICAL_DTEND_PROPERTY);
    (void)printf("%s\t%lld\t%lld\t%s\n", or_none(icalcomponent_get_uid(event)),
                 start ? instant(calendar, start, icalproperty_get_dtstart(start)) : 0,
                 end ? instant(calendar, end, icalproperty_get_dtend(end)) : 0,
                 or_none(icalcomponent_get_summary(event)));
}

/* Errors libical noted while it parsed and checked, in this component and those inside. */
static int show_errors(icalcomponent *c)
{
    int n = 0;
    for (icalproperty *p = icalcomponent_get_first_property(c, ICAL_XLICERROR_PROPERTY); p;
         p = icalcomponent_get_next_property(c, ICAL_XLICERROR_PROPERTY), n++)
        (void)printf("wrong: %s: %s\n", icalcomponent_kind_to_string(icalcomponent_isa(c)),
                     or_none(icalproperty_get_xlicerror(p)));
    for (icalcomponent *i = icalcomponent_get_first_component(c, ICAL_ANY_COMPONENT); i;
         i = icalcomponent_get_next_component(c, ICAL_ANY_COMPONENT))
        n += show_errors(i);
    return n;
}

static bool check(const char *path)
{
    char *text = read_all(path);
    icalcomponent *calendar = text ? icalparser_parse_string(text) : NULL;
    bool is_good = calendar && icalcomponent_isa(calendar) == ICAL_VCALENDAR_COMPONENT;
    free(text);
    if (is_good) {
        for (icalcomponent *e = icalcomponent_get_first_component(calendar, ICAL_VEVENT_COMPONENT);
             e; e = icalcomponent_get_next_component(calendar, ICAL_VEVENT_COMPONENT))
            show_event(calendar, e);
        is_good = icalrestriction_check(calendar) != 0;
        is_good = show_errors(calendar) == 0 && is_good;
    }
    if (!is_good)
        (void)printf("wrong: %s does not pass\n", path);
    if (calendar)
        icalcomponent_free(calendar);
    return is_good;
}

int main(int argc, char **argv)
{
    bool is_good = argc > 1;
    for (int i = 1; i < argc; i++)
        is_good = check(argv[i]) && is_good;
    icaltimezone_free_builtin_timezones();
    return is_good ? 0 : 1;
}
