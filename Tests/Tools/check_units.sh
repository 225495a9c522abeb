#!/usr/bin/env bash
# Quantities of different units must not mix: each line below has to be refused by the compiler, and the last block accepted.
# usage: check_units.sh FOLDER-OF-MODULES     after a build: .build/debug/Modules
set -euo pipefail
modules=$1
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

compiles() {
  { echo 'import Emissions'; echo "let energy = Energy(kilowattHours: 1), emissions = Mass<CO2e>(tonnes: 1), biogenic = Mass<BiogenicCO2>(tonnes: 1)"
    echo "let product = Mass<Product>(kilograms: 1), factor = EnergyFactor(kilogramsPerKilowattHour: 1), price = Money(1, Currency(\"USD\"))"
    echo "$1"; } > "$folder/snippet.swift"
  swiftc -typecheck -swift-version 6 -I "$modules" "$folder/snippet.swift" 2>"$folder/messages"
}

refused=(
  'let x = energy + emissions'                          # kWh and tCO2e
  'let x = energy + 5.0'                                # kWh and a number without unit
  'let x: Energy = 5.0'                                 # no unit said
  'let x = Energy(kilowattHours: 1) + Energy.megawattHours(1)'  # MWh only by saying so at the start
  'let x = energy.kilowattHours + Energy(megawattHours: 1)'     # a bare number of kWh and an energy
  'let x = emissions + biogenic'                        # outside the scopes
  'let x = emissions + product'                         # kg of gas and kg of goods
  'let x = factor * factor'                             # kg/kWh squared
  'let x = price + price.amount'                        # money and a number
  'let x: Mass<CO2e> = energy * 2.0'                    # an energy is no emission
)
for line in "${refused[@]}"; do
  if compiles "$line"; then echo "compiles, but must not: $line"; exit 1; fi
done
compiles 'let a: Energy = energy + Energy(megawattHours: 1); let b: Mass<CO2e> = energy * factor + emissions; let c: Double = product / product; _ = (a, b, c)' \
  || { echo "does not compile, but must:"; cat "$folder/messages"; exit 1; }
echo "${#refused[@]} mixtures of units refused"
