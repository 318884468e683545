/** The one way out to hosts that people name. */
package dev.demarc.outbound;
