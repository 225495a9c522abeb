#pragma once
#include <libxml/xmlversion.h>
// Debian's libxml2 would pull in the system's ICU headers, which contradict those inside Swift's Foundation. The only thing that changes
// without them is `xmlCharEncodingHandler`, of which we touch no field.
#undef LIBXML_ICU_ENABLED
#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <libxml/xmlerror.h>
