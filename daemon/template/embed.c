/* Finds a file carried inside the program. */
#include "template/embed.h"

#include <string.h>

static int compare(struct sv a, const char *name)
{
    int order = a.n ? strncmp(a.p, name, a.n) : 0;

    if (order != 0)
        return order;
    return name[a.n] == '\0' ? 0 : -1;
}

const struct embed_file *embed_find(const struct embed_file *t, size_t n, struct sv name)
{
    size_t low = 0;
    size_t high = n;

    while (low < high) {
        size_t mid = low + (high - low) / 2;
        int order = compare(name, t[mid].name);
        if (order == 0)
            return &t[mid];
        if (order < 0)
            high = mid;
        else
            low = mid + 1;
    }
    return NULL;
}
