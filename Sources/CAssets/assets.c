#include "CAssets.h"
#include <string.h>

// One array for each file, filled by the compiler (C23 #embed): a changed file rebuilds this one.

static const unsigned char fuel_factors[] = {
#embed "data/fuel_factors.csv"
};
static const unsigned char grid_factors[] = {
#embed "data/grid_factors.csv"
};
static const unsigned char residual_mix[] = {
#embed "data/residual_mix.csv"
};
static const unsigned char gwp[] = {
#embed "data/gwp.csv"
};
static const unsigned char unit_conversions[] = {
#embed "data/unit_conversions.csv"
};
static const unsigned char tracking_systems[] = {
#embed "data/tracking_systems.csv"
};
static const unsigned char countries[] = {
#embed "data/countries.csv"
};
static const unsigned char cbam_goods[] = {
#embed "data/cbam_goods.csv"
};
static const unsigned char tool_definition[] = {
#embed "compiled/emission-calculation-tool.nodes"
};
static const unsigned char form_definition[] = {
#embed "compiled/quotewin-sustainability.nodes"
};
static const unsigned char vsme_definition[] = {
#embed "compiled/vsme.nodes"
};
static const unsigned char everyday_words[] = {
#embed "compiled/everyday-words.nodes"
};
static const unsigned char tool_workbook[] = {
#embed "../../Templates/emission-calculation-tool.xlsx"
};
static const unsigned char form_workbook[] = {
#embed "../../Templates/quotewin-sustainability.xlsx"
};
static const unsigned char messages_en[] = {
#embed "compiled/messages-en.nodes"
};
static const unsigned char messages_zh[] = {
#embed "compiled/messages-zh.nodes"
};
static const unsigned char findings_schema[] = {
#embed "schemas/findings-1.schema.json"
};
static const unsigned char summary_page[] = {
#embed "reports/summary.mustache"
};
static const unsigned char findings_page[] = {
#embed "reports/findings.mustache"
};
static const unsigned char portfolio_page[] = {
#embed "reports/portfolio.mustache"
};
static const unsigned char portfolio_bars[] = {
#embed "reports/portfolio-bars.mustache"
};
static const unsigned char portfolio_distribution[] = {
#embed "reports/portfolio-distribution.mustache"
};
static const unsigned char portfolio_table[] = {
#embed "reports/portfolio-table.mustache"
};
static const unsigned char portfolio_style[] = {
#embed "reports/portfolio.css"
};
static const unsigned char portfolio_script[] = {
#embed "reports/portfolio.js"
};

static const gq_asset assets[] = {
  {"fuel_factors.csv", fuel_factors, sizeof fuel_factors},
  {"grid_factors.csv", grid_factors, sizeof grid_factors},
  {"residual_mix.csv", residual_mix, sizeof residual_mix},
  {"gwp.csv", gwp, sizeof gwp},
  {"unit_conversions.csv", unit_conversions, sizeof unit_conversions},
  {"tracking_systems.csv", tracking_systems, sizeof tracking_systems},
  {"countries.csv", countries, sizeof countries},
  {"cbam_goods.csv", cbam_goods, sizeof cbam_goods},
  {"emission-calculation-tool.nodes", tool_definition, sizeof tool_definition},
  {"quotewin-sustainability.nodes", form_definition, sizeof form_definition},
  {"vsme.nodes", vsme_definition, sizeof vsme_definition},
  {"everyday-words.nodes", everyday_words, sizeof everyday_words},
  {"emission-calculation-tool.xlsx", tool_workbook, sizeof tool_workbook},
  {"quotewin-sustainability.xlsx", form_workbook, sizeof form_workbook},
  {"messages-en.nodes", messages_en, sizeof messages_en},
  {"messages-zh.nodes", messages_zh, sizeof messages_zh},
  {"findings-1.schema.json", findings_schema, sizeof findings_schema},
  {"findings.mustache", findings_page, sizeof findings_page},
  {"summary.mustache", summary_page, sizeof summary_page},
  {"portfolio.mustache", portfolio_page, sizeof portfolio_page},
  {"portfolio-bars.mustache", portfolio_bars, sizeof portfolio_bars},
  {"portfolio-distribution.mustache", portfolio_distribution, sizeof portfolio_distribution},
  {"portfolio-table.mustache", portfolio_table, sizeof portfolio_table},
  {"portfolio.css", portfolio_style, sizeof portfolio_style},
  {"portfolio.js", portfolio_script, sizeof portfolio_script},
};

const gq_asset *gq_asset_named(const char *name) {
  for (size_t index = 0; index < sizeof assets / sizeof *assets; index++) {
    if (strcmp(assets[index].name, name) == 0) return &assets[index];
  }
  return NULL;
}

const gq_asset *gq_asset_at(size_t index) {
  return index < sizeof assets / sizeof *assets ? &assets[index] : NULL;
}
