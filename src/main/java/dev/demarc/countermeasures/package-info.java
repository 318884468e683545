/** Countermeasures: what holds against a matter until it is taken back. */
package dev.demarc.countermeasures;
