/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors */
#include "app/importer.h"

#include "app/background.h"
#include "app/rooms.h"
#include "app/worker.h"
#include "base/log.h"
#include "intake/upload.h"

static void look(void);
static struct background importer = BACKGROUND("import", look);
static bool began;

bool importer_round(struct visit *v)
{
    bool worked = true;

    v->house = &app_house;
    while (worked && !failed(v))
        upload_work(v, &worked);
    return !failed(v);
}

static void look(void)
{
    bool worked = true;

    while (worked && !importer.stop) {
        struct visit v = worker_visit();
        v.house = &app_house;
        worked = worker_database(&v) && (began || (began = upload_work_begin(&v))) &&
                 upload_work(&v, &worked) && worked;
        if (failed(&v))
            log_line("import: %s", v.fail.detail ? v.fail.detail : v.fail.text);
        buf_free(&v.body);
    }
}

void importer_begin(void)
{
    began = false;
    background_begin(&importer);
}

void importer_tell(void)
{
    background_tell(&importer);
}

void importer_end(void)
{
    background_end(&importer);
}
