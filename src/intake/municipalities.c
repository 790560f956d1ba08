/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * The municipalities and regions of Finland (2025, and some that have merged
 * since 2009), to tell that a heading "Kotka" is an organisation and that
 * "Porin tavoitteet" are those of Pori. Each: name, genitive, Swedish name. */
#include "base/text.h"
#include "intake/recognise_parts.h"

#include <string.h>

static const char *const regions[] = {
    "Ahvenanmaa Ahvenanmaan Åland", "Etelä-Karjala Etelä-Karjalan",
    "Etelä-Pohjanmaa Etelä-Pohjanmaan", "Etelä-Savo Etelä-Savon", "Kainuu Kainuun Kajanaland",
    "Kanta-Häme Kanta-Hämeen", "Keski-Pohjanmaa Keski-Pohjanmaan", "Keski-Suomi Keski-Suomen",
    "Keski-Uusimaa Keski-Uudenmaan", "Itä-Uusimaa Itä-Uudenmaan", "Länsi-Uusimaa Länsi-Uudenmaan",
    "Kymenlaakso Kymenlaakson Kymmenedalen", "Lappi Lapin Lappland",
    "Pirkanmaa Pirkanmaan Birkaland", "Pohjanmaa Pohjanmaan Österbotten",
    "Pohjois-Karjala Pohjois-Karjalan", "Pohjois-Pohjanmaa Pohjois-Pohjanmaan",
    "Pohjois-Savo Pohjois-Savon", "Päijät-Häme Päijät-Hämeen", "Satakunta Satakunnan",
    "Uusimaa Uudenmaan Nyland", "Varsinais-Suomi Varsinais-Suomen", NULL,
};

static const char *const towns[] = {
    "Akaa Akaan", "Alajärvi Alajärven", "Alavieska Alavieskan", "Alavus Alavuden",
    "Asikkala Asikkalan", "Askola Askolan", "Aura Auran", "Brändö Brändön", "Eckerö Eckerön",
    "Enonkoski Enonkosken", "Enontekiö Enontekiön Enontekis", "Espoo Espoon Esbo", "Eura Euran",
    "Eurajoki Eurajoen Euraåminne", "Evijärvi Evijärven", "Finström Finströmin", "Forssa Forssan",
    "Föglö Föglön", "Geta Getan", "Haapajärvi Haapajärven", "Haapavesi Haapaveden",
    "Hailuoto Hailuodon Karlö", "Halsua Halsuan", "Hamina Haminan Fredrikshamn",
    "Hammarland Hammarlandin", "Hankasalmi Hankasalmen", "Hanko Hangon Hangö",
    "Harjavalta Harjavallan", "Hartola Hartolan", "Hattula Hattulan", "Hausjärvi Hausjärven",
    "Heinola Heinolan", "Heinävesi Heinäveden", "Helsinki Helsingin Helsingfors",
    "Hirvensalmi Hirvensalmen", "Hollola Hollolan", "Huittinen Huittisten", "Humppila Humppilan",
    "Hyrynsalmi Hyrynsalmen", "Hyvinkää Hyvinkään Hyvinge", "Hämeenkyrö Hämeenkyrön Tavastkyro",
    "Hämeenlinna Hämeenlinnan Tavastehus", "Ii Iin Ijo", "Iisalmi Iisalmen Idensalmi",
    "Iitti Iitin", "Ikaalinen Ikaalisten", "Ilmajoki Ilmajoen", "Ilomantsi Ilomantsin Ilomants",
    "Imatra Imatran", "Inari Inarin Enare", "Inkoo Inkoon Ingå", "Isojoki Isojoen",
    "Isokyrö Isonkyrön Storkyro", "Janakkala Janakkalan", "Joensuu Joensuun",
    "Jokioinen Jokioisten Jockis", "Jomala Jomalan", "Joroinen Joroisten", "Joutsa Joutsan",
    "Juuka Juuan", "Juupajoki Juupajoen", "Juva Juvan", "Jyväskylä Jyväskylän",
    "Jämijärvi Jämijärven", "Jämsä Jämsän", "Järvenpää Järvenpään Träskända", "Kaarina Kaarinan",
    "Kaavi Kaavin", "Kajaani Kajaanin Kajana", "Kalajoki Kalajoen", "Kangasala Kangasalan",
    "Kangasniemi Kangasniemen", "Kankaanpää Kankaanpään", "Kannonkoski Kannonkosken",
    "Kannus Kannuksen", "Karijoki Karijoen Bötom", "Karkkila Karkkilan Högfors",
    "Karstula Karstulan", "Karvia Karvian", "Kaskinen Kaskisten Kaskö", "Kauhajoki Kauhajoen",
    "Kauhava Kauhavan", "Kauniainen Kauniaisten Grankulla", "Kaustinen Kaustisen Kaustby",
    "Keitele Keiteleen", "Kemi Kemin", "Kemijärvi Kemijärven", "Keminmaa Keminmaan",
    "Kemiönsaari Kemiönsaaren Kimitoön", "Kempele Kempeleen", "Kerava Keravan Kervo",
    "Keuruu Keuruun", "Kihniö Kihniön", "Kinnula Kinnulan", "Kirkkonummi Kirkkonummen Kyrkslätt",
    "Kitee Kiteen", "Kittilä Kittilän", "Kiuruvesi Kiuruveden", "Kivijärvi Kivijärven",
    "Kokemäki Kokemäen Kumo", "Kokkola Kokkolan Karleby", "Kolari Kolarin", "Konnevesi Konneveden",
    "Kontiolahti Kontiolahden", "Korsnäs Korsnäsin", "Koski Kosken", "Kotka Kotkan",
    "Kouvola Kouvolan", "Kristiinankaupunki Kristiinankaupungin Kristinestad",
    "Kruunupyy Kruunupyyn Kronoby", "Kuhmo Kuhmon", "Kuhmoinen Kuhmoisten", "Kumlinge Kumlingen",
    "Kuopio Kuopion", "Kuortane Kuortaneen", "Kurikka Kurikan", "Kustavi Kustavin Gustavs",
    "Kuusamo Kuusamon", "Kyyjärvi Kyyjärven", "Kärkölä Kärkölän", "Kärsämäki Kärsämäen",
    "Kökar Kökarin", "Lahti Lahden Lahtis", "Laihia Laihian Laihela", "Laitila Laitilan",
    "Lapinjärvi Lapinjärven Lappträsk", "Lapinlahti Lapinlahden", "Lappajärvi Lappajärven",
    "Lappeenranta Lappeenrannan Villmanstrand", "Lapua Lapuan Lappo", "Laukaa Laukaan",
    "Lemi Lemin", "Lemland Lemlandin", "Lempäälä Lempäälän", "Leppävirta Leppävirran",
    "Lestijärvi Lestijärven", "Lieksa Lieksan", "Lieto Liedon Lundo", "Liminka Limingan",
    "Liperi Liperin", "Lohja Lohjan Lojo", "Loimaa Loimaan", "Loppi Lopen",
    "Loviisa Loviisan Lovisa", "Luhanka Luhangan", "Lumijoki Lumijoen", "Lumparland Lumparlandin",
    "Luoto Luodon Larsmo", "Luumäki Luumäen", "Maalahti Maalahden Malax",
    "Maarianhamina Maarianhaminan Mariehamn", "Marttila Marttilan", "Masku Maskun",
    "Merijärvi Merijärven", "Merikarvia Merikarvian Sastmola", "Miehikkälä Miehikkälän",
    "Mikkeli Mikkelin", "Muhos Muhoksen", "Multia Multian", "Muonio Muonion",
    "Mustasaari Mustasaaren Korsholm", "Muurame Muuramen", "Mynämäki Mynämäen",
    "Myrskylä Myrskylän Mörskom", "Mäntsälä Mäntsälän", "Mänttä-Vilppula Mänttä-Vilppulan",
    "Mäntyharju Mäntyharjun", "Naantali Naantalin Nådendal", "Nakkila Nakkilan", "Nivala Nivalan",
    "Nokia Nokian", "Nousiainen Nousiaisten", "Nurmes Nurmeksen", "Nurmijärvi Nurmijärven",
    "Närpiö Närpiön Närpes", "Orimattila Orimattilan", "Oripää Oripään", "Orivesi Oriveden",
    "Oulainen Oulaisten", "Oulu Oulun Uleåborg", "Outokumpu Outokummun", "Padasjoki Padasjoen",
    "Paimio Paimion Pemar", "Paltamo Paltamon", "Parainen Paraisten Pargas",
    "Parikkala Parikkalan", "Parkano Parkanon", "Pedersöre Pedersören",
    "Pelkosenniemi Pelkosenniemen", "Pello Pellon", "Perho Perhon", "Petäjävesi Petäjäveden",
    "Pieksämäki Pieksämäen", "Pielavesi Pielaveden", "Pietarsaari Pietarsaaren Jakobstad",
    "Pihtipudas Pihtiputaan", "Pirkkala Pirkkalan", "Polvijärvi Polvijärven",
    "Pomarkku Pomarkun Påmark", "Pori Porin Björneborg", "Pornainen Pornaisten Borgnäs",
    "Porvoo Porvoon Borgå", "Posio Posion", "Pudasjärvi Pudasjärven", "Pukkila Pukkilan",
    "Punkalaidun Punkalaitumen", "Puolanka Puolangan", "Puumala Puumalan", "Pyhtää Pyhtään Pyttis",
    "Pyhäjoki Pyhäjoen", "Pyhäjärvi Pyhäjärven", "Pyhäntä Pyhännän", "Pyhäranta Pyhärannan",
    "Pälkäne Pälkäneen", "Pöytyä Pöytyän", "Raahe Raahen Brahestad",
    "Raasepori Raaseporin Raseborg", "Raisio Raision Reso", "Rantasalmi Rantasalmen",
    "Ranua Ranuan", "Rauma Rauman Raumo", "Rautalampi Rautalammin", "Rautavaara Rautavaaran",
    "Rautjärvi Rautjärven", "Reisjärvi Reisjärven", "Riihimäki Riihimäen",
    "Ristijärvi Ristijärven", "Rovaniemi Rovaniemen", "Ruokolahti Ruokolahden", "Ruovesi Ruoveden",
    "Rusko Ruskon", "Rääkkylä Rääkkylän", "Saarijärvi Saarijärven", "Salla Sallan", "Salo Salon",
    "Saltvik Saltvikin", "Sastamala Sastamalan", "Sauvo Sauvon Sagu", "Savitaipale Savitaipaleen",
    "Savonlinna Savonlinnan Nyslott", "Savukoski Savukosken", "Seinäjoki Seinäjoen",
    "Sievi Sievin", "Siikainen Siikaisten", "Siikajoki Siikajoen", "Siikalatva Siikalatvan",
    "Siilinjärvi Siilinjärven", "Simo Simon", "Sipoo Sipoon Sibbo", "Siuntio Siuntion Sjundeå",
    "Sodankylä Sodankylän", "Soini Soinin", "Somero Someron", "Sonkajärvi Sonkajärven",
    "Sotkamo Sotkamon", "Sottunga Sottungan", "Sulkava Sulkavan", "Sund Sundin",
    "Suomussalmi Suomussalmen", "Suonenjoki Suonenjoen", "Sysmä Sysmän", "Säkylä Säkylän",
    "Taipalsaari Taipalsaaren", "Taivalkoski Taivalkosken", "Taivassalo Taivassalon Tövsala",
    "Tammela Tammelan", "Tampere Tampereen Tammerfors", "Tervo Tervon", "Tervola Tervolan",
    "Teuva Teuvan", "Tohmajärvi Tohmajärven", "Toholampi Toholammin", "Toivakka Toivakan",
    "Tornio Tornion Torneå", "Turku Turun Åbo", "Tuusniemi Tuusniemen", "Tuusula Tuusulan Tusby",
    "Tyrnävä Tyrnävän", "Ulvila Ulvilan Ulvsby", "Urjala Urjalan", "Utajärvi Utajärven",
    "Utsjoki Utsjoen", "Uurainen Uuraisten", "Uusikaarlepyy Uudenkaarlepyyn Nykarleby",
    "Uusikaupunki Uudenkaupungin Nystad", "Vaala Vaalan", "Vaasa Vaasan Vasa",
    "Valkeakoski Valkeakosken", "Vantaa Vantaan Vanda", "Varkaus Varkauden", "Vehmaa Vehmaan",
    "Vesanto Vesannon", "Vesilahti Vesilahden", "Veteli Vetelin Vetil", "Vieremä Vieremän",
    "Vihti Vihdin Vichtis", "Viitasaari Viitasaaren", "Vimpeli Vimpelin", "Virolahti Virolahden",
    "Virrat Virtain", "Vårdö Vårdön", "Vöyri Vöyrin Vörå", "Ylitornio Ylitornion Övertorneå",
    "Ylivieska Ylivieskan", "Ylöjärvi Ylöjärven", "Ypäjä Ypäjän", "Ähtäri Ähtärin",
    "Äänekoski Äänekosken", NULL,
};

/* The form of a list's entry that a word of the text is: name, genitive or
 * Swedish name, in Swedish also with the genitive's s. NULL: none. */
static const char *form_of(const char *word, size_t n, const char *entry)
{
    for (const char *form = entry; *form;) {
        size_t m = strcspn(form, " ");
        if (strncmp(word, form, m) == 0 && (n == m || (n == m + 1 && word[m] == 's')))
            return form;
        form += m + (form[m] == ' ');
    }
    return NULL;
}

/* In Swedish under its Swedish name. */
static const char *entry_name(struct visit *v, const char *entry, const char *form)
{
    size_t n = strcspn(entry, " ");
    const char *swedish = strchr(entry + n + 1, ' ');

    if (swedish && form == swedish + 1)
        return arena_strdup(v->arena, form);
    return arena_copy(v->arena, entry, n);
}

static const char *find(struct visit *v, const char *text, const char *const *list)
{
    for (const char *word = text; *word;) {
        const char *end = word;
        for (const char *p = word; *p;) {
            uint32_t c = text_next(&p);
            if (!text_is_letter(c) && c != '-')
                break;
            end = p;
        }
        const char *p = word;
        bool name = text_is_upper(text_next(&p));
        for (const char *const *e = list; name && *e; e++) {
            const char *form = form_of(word, (size_t)(end - word), *e);
            if (form)
                return entry_name(v, *e, form);
        }
        word = end;
        if (*word)
            text_next(&word);
    }
    return NULL;
}

const char *municipality_find(struct visit *v, const char *text, bool *region)
{
    const char *town = find(v, text, towns);

    *region = false;
    if (town)
        return town;
    const char *name = find(v, text, regions);
    *region = name != NULL;
    return name;
}
