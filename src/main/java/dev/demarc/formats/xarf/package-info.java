/** XARF in all its versions, by mail, by API and in the Abuse Signal API's envelope. */
package dev.demarc.formats.xarf;
