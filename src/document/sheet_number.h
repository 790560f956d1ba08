/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * Numbers of a spreadsheet as people see them: the cell's number format decides
 * whether 0.123 is "0,123" or "12,3 %" and 44270 a number or "2021-03-15". */
#ifndef DOCUMENT_SHEET_NUMBER_H
#define DOCUMENT_SHEET_NUMBER_H

#include "base/visit.h"

/* code is a number format of ECMA-376 part 1, 18.8.31 ("0.0%", "d.m.yyyy");
 * NULL: General. Decimals have a comma; thousands are not grouped; dates are ISO
 * 8601, as exact as the format shows them. from_1904: the workbook counts days
 * from 1904. */
const char *sheet_number(struct visit *v, double value, const char *code, bool from_1904);

/* The code of a format that has none in the file (18.8.30); NULL: General. */
const char *sheet_number_code(int id);

/* A date or moment of the file ("2021-03-15T00:00:00") as it is shown. */
const char *sheet_date(struct visit *v, const char *iso);

#endif
