/** XARF in all its versions, by mail, by API and in the Abuse Signal API's envelope. */
@NullMarked
package dev.demarc.formats.xarf;

import org.jspecify.annotations.NullMarked;
