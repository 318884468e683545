/** Addresses, domains, URLs and their kin, found in text, and the role that each has there. */
package dev.demarc.formats.indicators;
